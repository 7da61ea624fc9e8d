#!/usr/bin/env python3
"""Checks a draw by lot: whether the panel is the one that the commitment and the roll give.

    python3 verify.py [FOLDER or draw-record.json] [--canonical-pool FILE] [--json]
    python3 verify.py [FOLDER or draw-record.json] --receipt PSEUDONYM SALT

It needs Python 3.9 or later and nothing else: no other packages, no network; and it writes no files. It reads what lies
beside draw-record.json: certificate.json, classes.csv, lottery.csv, distribution.csv, people.csv, ledger.jsonl,
manifest.json and, for whoever may have it, the confidential canonical-pool.csv. Where there is a manifest.json and no
record yet, it checks the lottery that was committed to. Beside invitation-record.json and invited-lots.csv it checks an
invitation: how many letters went where. Whose they are takes the register and the secret key, and is not for this program.
Given a replacement-record.json, it checks what happened to a panel since its draw: the entries before it are looked for in
the folders beside its own, and the draw in ../../draw or ../.. of it. Which of those who could be called the rule picks
takes a solver, and is not for this program either. Given the rotation.json of a term of a standing panel, it checks whose turn it was to
leave, and the draw in draw/ beside it; whether the quotas need whoever was passed over takes a solver too.

Every check is a line: "holds", "FAILS" with what does not hold, or "-" for what was not checked, and why. The last line
is the verdict. Exit code: 0 holds, 1 something fails, 2 wrong usage or files missing.

It was written from docs/audit.md and docs/invitation.md alone, the description of the protocol. What stands between quotation marks in the
comments is from there, and so are the letters: S = 2^40, k seats, K of them left to draw, M tickets, T classes, n_t
people of class t, X_t its seats in the whole distribution; P panels drawn at once, those in reserve among them. All arithmetic is in whole numbers and exact fractions.

What nobody can check from files alone: that the commitment was public before the roll, and that the roll in the record
is the one that was seen. Compare both with what you noted down.
"""
import argparse
import hashlib
import hmac
import itertools
import json
import os
import re
import sys
from collections import Counter
from datetime import datetime, timedelta
from fractions import Fraction

S = 1 << 40  # "whole weights that sum to 2^40"
MOST = (1 << 53) - 1  # "whole numbers of at most 2^53 − 1 in size"
MILLIONTH = Fraction(1, 10**6)
WITH_LEVELS = ("leximin", "maximin", "minimax")  # "nash, goldilocks, diversimax and legacy have no levels"
LIMIT = 10  # how many failures of one check are printed
BIGGEST = 1 << 30  # bytes of a file that is read


class Wrong(Exception):
    """Something does not hold; the message says what."""


class Missing(Wrong):
    """A file is not there."""


def show(value, most=60):
    """A value from a file as it may be printed: short, and without control characters."""
    text = value if isinstance(value, str) else repr(value)
    text = text if len(text) <= most else text[:most] + "…"
    return "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in text)


def quoted(value):
    return f'"{show(value)}"'


def near(fraction):
    """A fraction to nine decimal places, for people to read; nothing is decided by it."""
    return f"{float(fraction):.9f}" if abs(fraction) < 10**9 else "more than a thousand million"


# ------------------------------------------------------------------------------------------------ building blocks

def sha256(data):
    return hashlib.sha256(data).digest()


def lp(*parts):
    """"LP(a, b, …): each part preceded by its length in bytes, four bytes big-endian." """
    parts = [part.encode("utf-8") if isinstance(part, str) else part for part in parts]
    return b"".join(len(part).to_bytes(4, "big") + part for part in parts)


def number(seed, label, bound):
    """"the first 48 bits of HMAC-SHA256(key = draw seed, LP(label, counter as decimal text)), of these the top `bits`
    bits, as a number; the first that is below bound counts." """
    bits = (bound - 1).bit_length()
    for counter in itertools.count():
        first = hmac.digest(seed, lp(label, str(counter)), "sha256")[:6]
        drawn = int.from_bytes(first, "big") >> (48 - bits)
        if drawn < bound:
            return drawn


def lot(seed, label, pseudonym):
    """"lot(label, person) = HMAC-SHA256(draw seed, LP(label, pseudonym))" """
    return hmac.digest(seed, lp(label, pseudonym), "sha256")


def leaf_hash(leaf):
    return sha256(b"\x00" + leaf)


def merkle_root(hashes):
    """The root over hashes of leaves. Joining neighbours row by row, an odd one out moving up, gives the same tree as
    "a list of n > 1 is split after the largest power of two below n"."""
    if not hashes:
        return sha256(b"")
    while len(hashes) > 1:
        pairs = [sha256(b"\x01" + hashes[i] + hashes[i + 1]) for i in range(0, len(hashes) - 1, 2)]
        hashes = pairs + hashes[len(hashes) & ~1:]
    return hashes[0]


def draw_seed(commitment, canonical_seed):
    """"SHA-256(LP(`sortition/draw-seed/1`, commitment as 32 bytes, canonical seed))" """
    return sha256(lp("sortition/draw-seed/1", bytes.fromhex(commitment), canonical_seed))


def drand_time(round_number):
    """"1692803367 + 3·(r − 1) seconds after 1970, as `YYYY-MM-DDThh:mm:ssZ`"; None after the year 9999."""
    try:
        return (datetime(1970, 1, 1) + timedelta(seconds=1692803367 + 3 * (round_number - 1))).isoformat() + "Z"
    except OverflowError:
        return None


# ------------------------------------------------------------------------------------------------ reading files

def read_file(path):
    name = show(os.path.basename(path))
    if not os.path.isfile(path):
        raise Missing(f"{name}: the file is missing")
    try:
        if os.path.getsize(path) > BIGGEST:
            raise Wrong(f"{name}: the file is too large to be read")
        with open(path, "rb") as file:
            return file.read()
    except OSError as error:
        raise Missing(f"{name}: cannot be read ({show(error.strerror)})")


def utf8(data, name):
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Wrong(f"{name}: byte {error.start} is not UTF-8")


def canonical(value):
    """Canonical JSON of lists, texts and numbers, and of objects that read_json has read, whose keys are in order."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8")


def read_json(data, name):
    """"A file is canonical if writing what was read gives the same bytes." """
    def in_order(pairs):
        keys = [key for key, _ in pairs]
        if len(set(keys)) < len(keys):
            raise Wrong(f"{name}: an object has the key {quoted(Counter(keys).most_common(1)[0][0])} twice")
        if sorted(keys, key=lambda key: key.encode("utf-16-be")) != keys:
            raise Wrong(f"{name}: the keys {show(', '.join(keys))} are not in order of UTF-16 code units")
        return dict(pairs)

    def whole(text):
        if len(text) > 17 or abs(int(text)) > MOST:
            raise Wrong(f"{name}: the number {show(text)} is larger than 2^53 - 1")
        return int(text)

    def refused(text):
        raise Wrong(f"{name}: {show(text)} is not a whole number in plain digits")

    try:
        value = json.loads(utf8(data, name), object_pairs_hook=in_order, parse_int=whole, parse_float=refused,
                           parse_constant=refused)
        again = canonical(value)
    except RecursionError:
        raise Wrong(f"{name}: nested too deeply")
    except UnicodeEncodeError:
        raise Wrong(f"{name}: a text holds half a surrogate pair, which is no character")
    except json.JSONDecodeError as error:
        raise Wrong(f"{name}: not JSON from character {error.pos} on ({error.msg})")
    if again != data:
        at = next((i for i, (a, b) in enumerate(zip(data, again)) if a != b), min(len(data), len(again)))
        raise Wrong(f"{name}: not canonical JSON at byte {at}")
    return value


FIELD = re.compile(r'(?:"([^"]*(?:""[^"]*)*)"|([^",\r\n]*))([,\n])')


def read_csv(data, name, header):
    """The rows below the header. "Comma, line feed after every row. A field is quoted only if it holds a quote, comma, CR
    or LF; the quote is then doubled." Rows are counted from 1, the header is row 0."""
    text, rows, row, at = utf8(data, name), [], [], 0
    if '"' not in text and "\r" not in text and text.endswith("\n"):
        rows = [line.split(",") for line in text[:-1].split("\n")]
        at = len(text)
    while at < len(text):
        match = FIELD.match(text, at)
        inside, bare, end = match.groups() if match else (None, None, None)
        if not match or (inside is not None and not re.search(r'[",\r\n]', inside)):
            raise Wrong(f"{name}: not canonical CSV in row {len(rows)}, at character {at}")
        row.append(bare if inside is None else inside.replace('""', '"'))
        at = match.end()
        if end == "\n":
            rows.append(row)
            row = []
    if row or not rows:
        raise Wrong(f"{name}: the last row does not end in a line feed")
    if rows[0] != header:
        raise Wrong(f"{name}: the header is {quoted(','.join(rows[0]))}, not {quoted(','.join(header))}")
    for at, row in enumerate(rows):
        if len(row) != len(header):
            raise Wrong(f"{name}: row {at} has {len(row)} fields, the header has {len(header)}")
    return rows[1:]


DIGITS = re.compile(r"0|[1-9][0-9]{0,399}")


def digits(text, place, below=None):
    """A whole number in plain decimal digits: no sign, no leading zero."""
    if not DIGITS.fullmatch(text):
        raise Wrong(f"{place}: {quoted(text)} is not a whole number")
    if below is not None and int(text) >= below:
        raise Wrong(f"{place}: {show(text)} should be below {below}")
    return int(text)


def together(parts):
    """Everybody of several panels, in order of bytes; of one, as it stands."""
    return parts[0] if len(parts) == 1 else sorted(name for part in parts for name in part)


def in_order(texts, place):
    """Different texts "in order of bytes": of UTF-8, which is the order of code points."""
    for a, b in zip(texts, texts[1:]):
        if a >= b:
            raise Wrong(f"{place}: {quoted(b)} after {quoted(a)} is not in order of bytes")


# ------------------------------------------------------------------------------------------------ members and types

class Maybe:
    """A member that may be left out."""

    def __init__(self, pattern):
        self.pattern = pattern


COUNT, POSITIVE, WHOLE = range(MOST + 1), range(1, MOST + 1), range(-MOST, MOST + 1)
HASH, TEXT, ANY = re.compile("[0-9a-f]{64}"), re.compile(".*", re.DOTALL), object()
QUICKNET = "52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971"
MANIFEST = {
    "format": {"sortition-manifest/1"}, "title": TEXT, "purpose": {"draw", "rehearsal"},
    "software": {"name": TEXT, "version": TEXT},
    "pool": {"people": POSITIVE, "root": Maybe(HASH), "homes_root": Maybe(HASH), "digest": Maybe(HASH)},
    "reading": {"id": TEXT, "household": [TEXT], "area": Maybe({"column": TEXT, "value": TEXT}), "excluded": Maybe(POSITIVE)},
    "quotas": [{"feature": TEXT, "values": [{"value": TEXT, "min": COUNT, "max": COUNT, "seated": Maybe(COUNT)}]}],
    "settings": {
        "size": POSITIVE, "objective": {"leximin", "maximin", "minimax", "nash", "goldilocks", "diversimax", "legacy"},
        "gamma": Maybe(re.compile(r"[0-9]{1,400}(\.[0-9]{1,400})?(e[+-][0-9]{1,3})?")), "one_per_household": bool,
        "household_types": {"none", "profiles", "size"}, "solver": {"js", "highs"}, "alternates": COUNT,
        "alternates_rule": Maybe({"least-violation", "ranked"}),
        "dropout": Maybe({"overall": range(1001), "by": [{
            "feature": TEXT, "values": [{"value": TEXT, "rate": range(1001)}]}]}),
        "lottery_form": {"named", "composition"}, "tickets": Maybe(range(1, (1 << 48) + 1)), "seated": Maybe([TEXT]),
        "arms": Maybe({"unit": {"person", "household"}, "sizes": [{"arm": TEXT, "size": POSITIVE}]}),
        "unit": Maybe({"choose": {"lot", "oldest", "youngest"}, "people": POSITIVE, "members": HASH}),
        "panels": Maybe(range(2, 101)), "reserve": Maybe(range(1, 100)), "ex_officio": Maybe([TEXT])},
    "published": Maybe([TEXT]), "files": {...: HASH},
    "seed_source": {
        "kind": {"text", "public", "pick"}, "dice": Maybe({"count": range(1, 1001), "sides": range(1, 1001)}),
        "drand": Maybe({"chain": {QUICKNET}, "round": POSITIVE, "time": TEXT})}}
CERTIFICATE = {
    "format": {"sortition-certificate/1"}, "direction": {"raise", "lower"}, "seats": [TEXT],
    "cuts": [{"weights": [WHOLE], "bound": WHOLE}],
    "levels": [{"fixed": [COUNT], "y": [ANY], "lambda": [ANY], "kappa": [ANY], "mu": TEXT}]}
RECORD = {
    "format": {"sortition-draw-record/1"}, "status": {"official", "uncommitted", "rehearsal"}, "manifest": ANY,
    "commitment": HASH, "seed": ANY, "draw_seed": HASH, "number": COUNT, "panel": [TEXT], "panels": Maybe([[TEXT]]), "alternates": [TEXT],
    "arms": Maybe([COUNT]), "chosen": Maybe({"panel": [TEXT], "alternates": [TEXT]}),
    "ledger": Maybe({"length": COUNT, "head": HASH})}
SEEDS = {"text": {"kind": {"text"}, "text": TEXT}, "pick": {"kind": {"pick"}, "number": COUNT}, "public": {
    "kind": {"public"}, "dice": Maybe([POSITIVE]),
    "drand": Maybe({"round": POSITIVE, "signature": re.compile("[0-9a-f]{96}")})}}
LEDGER_ENTRY = {"entry": COUNT, "step": TEXT, "time": re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z"),
                "inputs": {...: HASH}, "outputs": {...: HASH}, "previous": HASH}


INVITATION = {
    "format": {"sortition-invitation/1"}, "title": TEXT, "purpose": {"draw", "rehearsal"},
    "software": {"name": TEXT, "version": TEXT}, "letters": COUNT, "per_household": Maybe(COUNT),
    "strata": [{"feature": TEXT, "values": [{"value": TEXT, "rate": re.compile(r"[0-9]{1,400}(\.[0-9]{1,400})?(e[+-][0-9]{1,3})?")}]}],
    "reading": ANY, "files": {...: HASH}, "key": HASH, "seed_source": MANIFEST["seed_source"]}
INVITATION_RECORD = {
    "format": {"sortition-invitation-record/1"}, "status": RECORD["status"], "manifest": ANY, "commitment": HASH, "seed": ANY,
    "draw_seed": HASH, "strata": [{"values": [TEXT], "people": COUNT, "letters": COUNT, "invited": COUNT}],
    "passed_over": COUNT, "lots": HASH, "ledger": {"length": COUNT, "head": HASH}}


def fit(value, pattern, place):
    """"exactly these members and types": raises Wrong unless the value fits the pattern. Returns the value."""
    if isinstance(pattern, Maybe):
        fit(value, pattern.pattern, place)
    elif isinstance(pattern, dict):
        if type(value) is not dict:
            raise Wrong(f"{place}: should be an object")
        for name, inside in pattern.items():
            if name is not ... and not isinstance(inside, Maybe) and name not in value:
                raise Wrong(f'{place}: "{name}" is missing')
        for name, inside in value.items():
            if name not in pattern and ... not in pattern:
                raise Wrong(f"{place}: {quoted(name)} does not belong there")
            fit(inside, pattern.get(name, pattern.get(...)), f"{place}, {show(name)}")
    elif isinstance(pattern, list):
        if type(value) is not list:
            raise Wrong(f"{place}: should be a list")
        for i, inside in enumerate(value):
            fit(inside, pattern[0], f"{place}, item {i}")
    elif isinstance(pattern, set) and (type(value) is not str or value not in pattern):
        raise Wrong(f"{place}: {quoted(value)} should be {' or '.join(sorted(pattern))}")
    elif isinstance(pattern, range) and (type(value) is not int or value not in pattern):
        raise Wrong(f"{place}: {show(value)} should be a whole number from {pattern[0]} to {pattern[-1]}")
    elif pattern is bool and type(value) is not bool:
        raise Wrong(f"{place}: should be true or false")
    elif isinstance(pattern, re.Pattern) and (type(value) is not str or not pattern.fullmatch(value)):
        what = {HASH: "64 hexadecimal digits in lower case", TEXT: "text"}.get(pattern, f"text like {pattern.pattern}")
        raise Wrong(f"{place}: {quoted(value)} should be {what}")
    return value


# ------------------------------------------------------------------------------------------------ the manifest

def demand(condition, message):
    if not condition:
        raise Wrong(message)


class Manifest:
    """The manifest, and what follows from it. rows are the quotas, "value by value": (label, min, max, seated); first
    has the number of each feature's first row."""

    what = ("lottery", "draw")

    def __init__(self, m):
        fit(m, MANIFEST, "manifest")
        self.m, self.pool, self.files, settings = m, m["pool"], m["files"], m["settings"]
        self.title, self.people, self.k = m["title"], m["pool"]["people"], settings["size"]
        self.salts, self.named = "digest" not in m["pool"], settings["lottery_form"] == "named"
        self.objective, self.types, self.alternates = (settings[n] for n in ("objective", "household_types", "alternates"))
        self.M, self.one_per_household = settings.get("tickets"), settings["one_per_household"]
        self.seated = settings.get("seated", [])
        self.already = set(self.seated)
        self.beside = settings.get("ex_officio", [])
        self.in_use = settings.get("panels", 1)
        self.P = self.in_use + settings.get("reserve", 0)  # "P = panels + reserve"
        self.one = self.k - len(self.seated)  # seats to draw of one panel
        self.K = self.one * self.P  # "K = k − their number is left to draw"; of P panels "K = P·k"
        for name, where, there in (
                ("root", self.pool, self.salts), ("homes_root", self.pool, self.salts), ("published", m, self.salts),
                ("tickets", settings, self.named)):
            demand((name in where) == there, f'manifest: "{name}" {"is missing" if there else "does not belong there"}')
        demand(self.one_per_household == (self.types != "none"),
               f'manifest, settings: household_types is {self.types}; it should be "none" just where one_per_household is false')
        in_order(self.seated, "manifest, settings, seated")
        demand("seated" not in settings or self.seated, 'manifest, settings: "seated" is there, but has nobody')
        in_order(self.beside, "manifest, settings, ex_officio")
        demand("ex_officio" not in settings or self.beside, 'manifest, settings: "ex_officio" is there, but has nobody')
        for name in self.beside:
            demand(name not in self.already, f"manifest, settings: {quoted(name)} is both seated and ex officio")
        self.arms = settings.get("arms")
        if self.arms:
            names, sizes = ([arm[n] for arm in self.arms["sizes"]] for n in ("arm", "size"))
            demand(len(names) > 1 and all(names) and len(set(names)) == len(names),
                   "manifest, settings: the arms are not two or more with different names")
            demand(sum(sizes) == self.k, f"manifest, settings: the arms sum to {sum(sizes)}, the panel has {self.k}")
        self.unit = settings.get("unit")
        demand(not self.unit or not (self.one_per_household or self.seated or self.beside),
               "manifest, settings: it draws units; there is no household rule then, and nobody is given in advance")
        demand(self.K > 0, f"manifest: the panel has {self.k} seats, none of which is left to draw")
        demand(self.P <= 100, f"manifest, settings: {self.P} panels, there are at most 100")
        demand(self.P == 1 or not self.seated, "manifest, settings: several panels, and people on the panel already")
        demand(self.P == 1 or self.objective not in ("legacy", "diversimax"), f"manifest: {self.objective} is for one panel")
        demand(self.P == 1 or not (self.arms or self.unit), "manifest, settings: several panels, with arms or of units")
        names = {"certificate.json", "classes.csv", "lottery.csv"} | ({"distribution.csv"} if self.named else set())
        names |= {"people.csv"} if self.salts else set()
        demand(set(self.files) == names, f"manifest: names the files {show(', '.join(self.files), 200)}; "
                                         f"it should be {', '.join(sorted(names))}")
        self.take_quotas(m["quotas"])
        self.take_alternates(settings)
        self.take_seed_source(m["seed_source"])

    def take_quotas(self, quotas):
        self.features, self.values = [q["feature"] for q in quotas], [[v["value"] for v in q["values"]] for q in quotas]
        in_order(self.features, "manifest, quotas")
        self.rows, self.first = [], []
        for feature, values, quota in zip(self.features, self.values, quotas):
            self.first.append(len(self.rows))
            place = f"manifest, quotas of {quoted(feature)}"
            in_order(values, place)
            demand(all(("seated" in v) == bool(self.seated) for v in quota["values"]),
                   f'{place}: "seated" should be there just where anybody is on the panel already')
            self.rows += [(f"{feature}: {v['value']}", v["min"], v["max"], v.get("seated", 0)) for v in quota["values"]]
            demand(sum(row[3] for row in self.rows[self.first[-1]:]) == len(self.seated),
                   f'{place}: "seated" does not add up to the {len(self.seated)} people on the panel already')
        self.published = self.m.get("published", [])
        in_order(self.published, "manifest, published")
        for feature in self.published:
            demand(feature in self.features, f"manifest, published: there are no quotas for {quoted(feature)}")
        self.published = [self.features.index(feature) for feature in self.published]  # by number from here on
        self.index = [{value: v for v, value in enumerate(values)} for values in self.values]

    def take_alternates(self, settings):
        """rule; dropout: overall, and for each row of the quotas its rate, or None."""
        place, dropout = "manifest, settings", settings.get("dropout")
        self.rule = settings.get("alternates_rule", "same-profile")
        demand(self.rule == "same-profile" or self.alternates, f'{place}: "alternates_rule" is there, but no alternates')
        demand((dropout is not None) == (self.rule == "least-violation"),
               f'{place}: "dropout" should be there just where alternates_rule is least-violation')
        self.dropout = (dropout["overall"], [None] * len(self.rows)) if dropout else None
        by = dropout["by"] if dropout else []
        in_order([of["feature"] for of in by], f"{place}, dropout")
        for of in by:
            demand(of["feature"] in self.features, f"{place}, dropout: there are no quotas for {quoted(of['feature'])}")
            demand(of["values"], f"{place}, dropout: has no rates for {quoted(of['feature'])}")
            f = self.features.index(of["feature"])
            in_order([one["value"] for one in of["values"]], f"{place}, dropout of {quoted(of['feature'])}")
            for one, v in zip(of["values"], self.value_numbers([one["value"] for one in of["values"]],
                                                               [f] * len(of["values"]), f"{place}, dropout")):
                self.dropout[1][self.first[f] + v] = one["rate"]

    def take_seed_source(self, source):
        self.kind, self.dice, self.drand = source["kind"], source.get("dice"), source.get("drand")
        place = "manifest, seed_source"
        demand((self.kind == "public") == bool(self.dice or self.drand), f"{place}: only a public seed has dice or drand")
        demand(self.kind != "pick" or self.named, f"{place}: a number is picked by hand in the named form only")
        if self.dice:  # with two sides and more, 64 dice are enough
            demand(self.dice["sides"] ** min(self.dice["count"], 64) >= 1 << 64, f"{place}: fewer than 2^64 rolls of dice")
        if self.drand:
            time = drand_time(self.drand["round"])
            demand(self.drand["time"] == time, f"{place}: round {self.drand['round']} is at {time or 'no known time'}, "
                                               f"not {show(self.drand['time'])}")

    @property
    def one_off(self):
        """"A draw by plain flags, without salts and with a seed of kind `text`, has no `ledger`; every other draw has one." """
        return not self.salts and self.kind == "text"

    @property
    def status(self):
        """"`rehearsal` if `purpose` is; else `uncommitted` if the kind is `text`; else `official`." """
        return "rehearsal" if self.m["purpose"] == "rehearsal" else "uncommitted" if self.kind == "text" else "official"

    def left(self, row):
        """"a quota's min and max go down by its `seated` (min not below 0)" """
        _, low, high, seated = self.rows[row]
        return max(0, low - seated), high - seated

    def columns(self, name):
        """"`part_1` … `part_P` in place of" the one column."""
        return [name] if self.P == 1 else [f"part_{i + 1}" for i in range(self.P)]

    def rows_of(self, values):
        return [first + value for first, value in zip(self.first, values)]

    def value_numbers(self, names, features, place):
        for name, f in zip(names, features):
            demand(name in self.index[f], f"{place}: {quoted(self.features[f])} has no value {quoted(name)}")
        return [self.index[f][name] for name, f in zip(names, features)]

    def describe(self, values):
        """A combination of published values, in words."""
        return show(", ".join(f"{self.features[f]}: {self.values[f][v]}" for f, v in zip(self.published, values)), 120)


# ------------------------------------------------------------------------------------------------ the pool's files

class Class:
    """A row of classes.csv: n people in so many homes, the household group, and the numbers of the values."""

    def __init__(self, n, homes, group, group_homes, values):
        self.n, self.homes, self.group, self.group_homes, self.values = n, homes, group, group_homes, tuple(values)


def read_classes(data, m):
    header = ["class", "people", "homes", "household_group", "group_homes"] + m.features
    classes, groups = [], {}
    for t, row in enumerate(read_csv(data, "classes.csv", header)):
        place = f"classes.csv, class {t}"
        demand(row[0] == str(t), f"{place}: is numbered {quoted(row[0])}")
        n, homes, group = (digits(field, place, MOST) for field in row[1:4])
        group_homes = digits(row[4], place, MOST)
        demand(1 <= homes <= n, f"{place}: {n} people cannot live in {homes} homes")
        demand(groups.setdefault(group, group_homes) == group_homes,
               f"{place}: household group {group} has {group_homes} homes here, {groups.get(group)} above")
        values = m.value_numbers(row[5:], range(len(m.features)), place)
        classes.append(Class(n, homes, group, group_homes, values))
    demand(classes, "classes.csv: has no classes")
    demand(max(groups) <= len(classes) + 1, f"classes.csv: household group {max(groups)}, for {len(classes)} classes")
    total = sum(c.n for c in classes)
    demand(groups.get(0, total) == total, f"classes.csv: has {groups.get(0)} for group 0, its classes {total} people")
    return classes


class People:
    """Who is in the pool, by position, and what is known of them: `values` are numbers, None where not known."""

    def __init__(self, rows, m, file):
        self.names = [row[0] for row in rows]
        self.position = {name: i for i, name in enumerate(self.names)}
        self.values = [[None] * len(m.features) for _ in rows]
        in_order(self.names, file)
        demand(len(rows) == m.people, f"{file}: has {len(rows)} people, the manifest says {m.people}")
        for name in self.names:
            demand(name and not re.search(r'[\x00-\x20",\x7f-\x9f]', name), f"{file}: {quoted(name)} cannot be a pseudonym")

    def combinations(self, features):
        return Counter(tuple(values[f] for f in features) for values in self.values)


def read_people(data, m):
    file, header = "people.csv", ["pseudonym", "leaf", "home_leaf"] + [m.features[f] for f in m.published]
    rows = read_csv(data, file, header)
    people = People(rows, m, file)
    for row, values in zip(rows, people.values):
        place = f"{file}, {show(row[0])}"
        fit(row[1], HASH, place)
        fit(row[2], HASH, place)
        for f, v in zip(m.published, m.value_numbers(row[3:], m.published, place)):
            values[f] = v
    people.leaves, people.home_leaves = ([bytes.fromhex(row[i]) for row in rows] for i in (1, 2))
    return people


def read_pool(data, m, T):
    """`canonical-pool.csv`. erased: positions of people who left "a row with the pseudonym and nothing else"."""
    file = "canonical-pool.csv"
    rows = read_csv(data, file, ["pseudonym", "salt", "values", "class", "household", "type"])
    pool = People(rows, m, file)
    pool.salt, pool.classes, pool.household, pool.type, pool.erased, homes = [], [], [], [], set(), 0
    for i, (name, salt, values, t, household, kind) in enumerate(rows):
        place = f"{file}, {show(name)}"
        if not any(rows[i][1:]):
            pool.erased.add(i)
            kind = "0"
        else:
            demand(re.fullmatch("[0-9a-f]{32}" if m.salts else "", salt), f"{place}: {quoted(salt)} is not a salt")
            values = values.split(" ") if values else []
            demand(len(values) == len(m.features), f"{place}: has {len(values)} values for {len(m.features)} features")
            pool.values[i] = [digits(v, place, len(of)) for v, of in zip(values, m.values)]
        pool.salt.append(salt)
        pool.classes.append(None if t == "" else digits(t, place, T))
        pool.household.append(None if household == "" else digits(household, place, m.people))
        if household and not pool.erased:  # "numbered from 0 by first appearance": who is erased may have been the first
            demand(pool.household[-1] <= homes, f"{place}: household {household} is numbered before {homes}")
            homes = max(homes, pool.household[-1] + 1)
        pool.type.append(digits(kind, place, MOST))
    # "A home is a household; who shares with nobody, or everybody if `household_types` is `none`, is a home of their own."
    pool.home = [("alone", i) if m.types == "none" or h is None else h for i, h in enumerate(pool.household)]
    return pool


def leaves(salt, name, values, t, household, kind):
    """"leaf = salt ‖ canonical JSON of `[pseudonym,[values…],class or null]`,
    home leaf = salt ‖ canonical JSON of `[pseudonym,household or null,type]`": their hashes."""
    salt = bytes.fromhex(salt)
    return leaf_hash(salt + canonical([name, values, t])), leaf_hash(salt + canonical([name, household, kind]))


# ------------------------------------------------------------------------------------------------ the certificate

class Distribution:
    """weights, and seats: for each composition the pairs (class, seats > 0). X: "X_t = Σ weight·seats of t". parts: the
    pairs of each panel of a composition, "the composition is their sum"."""

    def __init__(self, data, file, T, m):
        self.file, self.weights, self.parts, self.seats, self.X = file, [], [], [], [0] * T
        for c, (weight, *parts) in enumerate(read_csv(data, file, ["weight"] + m.columns("composition"))):
            place, total = f"{file}, composition {c}", Counter()
            self.weights.append(digits(weight, place, S + 1))
            self.parts.append([])
            for part in parts:
                fields = part.split(" ")
                demand(len(fields) == T, f"{place}: has seats for {len(fields)} classes, there are {T}")
                pairs = tuple((t, digits(field, place, MOST)) for t, field in enumerate(fields) if field != "0")
                self.parts[-1].append(pairs)
                total.update(dict(pairs))
            self.seats.append(tuple(sorted(total.items())))
            for t, y in self.seats[-1]:
                self.X[t] += self.weights[-1] * y


def certificate_rows(classes, m):
    """The rows' (lower, upper), and the rows that each class is in. After the quotas ("upper at most K") comes "one free
    row (lower 0, upper K + 1) in which nobody is; then a row for each household group other than 0, in order of their
    number (lower 0, upper = `group_homes`)". Of P panels the quotas' bounds are P times as much."""
    quotas = map(m.left, range(len(m.rows)))
    bounds = [(m.P * low, m.P * min(high, m.one)) for low, high in quotas] + [(0, m.K + 1)]
    groups = {c.group: c.group_homes for c in classes if c.group}
    row_of = {group: len(bounds) + i for i, group in enumerate(sorted(groups))}
    bounds += [(0, groups[group]) for group in sorted(groups)]
    return bounds, [m.rows_of(c.values) + ([row_of[c.group]] if c.group else []) for c in classes]


def numerator(text, place):
    minus = text[:1] == "-" and text != "-0"
    return -digits(text[1:], place) if minus else digits(text, place)


def numerators(pairs, place, below, negative=False):
    """A list of [index, numerator as text], "every index at most once and ascending", as a dict."""
    found, last = {}, -1
    for pair in pairs:
        demand(type(pair) is list and len(pair) == 2, f"{place}: should hold pairs of an index and a numerator")
        fit(pair[0], WHOLE, place)
        fit(pair[1], TEXT, place)
        demand(last < pair[0] < below, f"{place}: the index {pair[0]} is not ascending, or not below {below}")
        last, found[pair[0]] = pair[0], numerator(pair[1], place)
        demand(negative or found[last] >= 0, f"{place}: the numerator of index {last} is negative")
    return found


def read_certificate(data, T, rows):
    file = "certificate.json"
    c = fit(read_json(data, file), CERTIFICATE, file)
    seats = [digits(x, f"{file}, seats") for x in c["seats"]]
    cuts, levels = [], []
    for i, cut in enumerate(c["cuts"]):
        demand(len(cut["weights"]) == T, f"{file}, cut {i}: has {len(cut['weights'])} weights for {T} classes")
        cuts.append(({t: w for t, w in enumerate(cut["weights"]) if w}, cut["bound"]))
    for j, level in enumerate(c["levels"]):
        place = f"{file}, level {j}"
        fixed = numerators([[t, "0"] for t in level["fixed"]], f"{place}, fixed", T)
        y, kappa = numerators(level["y"], f"{place}, y", T), numerators(level["kappa"], f"{place}, kappa", len(cuts))
        lam = numerators(level["lambda"], f"{place}, lambda", rows, True)
        levels.append((list(fixed), y, lam, kappa, numerator(level["mu"], f"{place}, mu")))
    return c["direction"], seats, cuts, levels


def level_numbers(level, sigma, K, classes, bounds, rows_of, cuts, X, U):
    """B = Σ_r λ_r · (upper_r if λ_r > 0 else lower_r) + μ·K + Σ_c κ_c·bound_c
         + Σ_t cap_t · max(0, σ·y_t − μ − Σ_{r of t} λ_r − Σ_c κ_c·weights_ct)       with cap_t = min(homes, K)
    N = σ·B·S − Σ_{t not in U} y_t·X_t          D = Σ_{t in U} y_t·n_t"""
    _, y, lam, kappa, mu = level
    B = sum(value * bounds[r][value > 0] for r, value in lam.items()) + mu * K
    of_cuts = Counter()
    for c, value in kappa.items():
        B += value * cuts[c][1]
        for t, weight in cuts[c][0].items() if value else ():
            of_cuts[t] += value * weight
    for t, c in enumerate(classes):
        inside = sigma * y.get(t, 0) - mu - sum(lam.get(r, 0) for r in rows_of[t]) - of_cuts.get(t, 0)
        if inside > 0:
            B += min(c.homes, K) * inside
    N = sigma * B * S - sum(value * X[t] for t, value in y.items() if t not in U)
    return B, N, sum(value * classes[t].n for t, value in y.items() if t in U)


def level_problems(levels, sigma, K, classes, bounds, rows_of, cuts, X, objective, gaps):
    """"The gap of the level is σ·(N/(D·S) − a): it must be at most 10^−6, and −10^−6 at least. D must be positive. A class
    fixed by a level has the level's chance (within 2·10^−6 of a), and weight in it: y_t·n_t·20·T ≥ D." """
    T, U = len(classes), set(range(len(classes)))
    chance = [Fraction(X[t], c.n * S) for t, c in enumerate(classes)]
    for j, level in enumerate(levels):
        fixed, y = level[:2]
        _, N, D = level_numbers(level, sigma, K, classes, bounds, rows_of, cuts, X, U)
        if D <= 0:  # as it is where every class is fixed already
            yield f"level {j}: D is not positive"
            U.difference_update(fixed)
            continue
        a = (min if sigma > 0 else max)(chance[t] for t in U)
        gaps.append(sigma * (Fraction(N, D * S) - a))
        if abs(gaps[-1]) > MILLIONTH:
            yield f"level {j}: its bound and its chance {near(a)} differ by {near(gaps[-1])}; at most 0.000001 is allowed"
        for t in fixed:
            if t not in U:
                yield f"level {j}: class {t} was fixed by an earlier level"
            if abs(chance[t] - a) > 2 * MILLIONTH:
                yield f"level {j}: class {t} has the chance {near(chance[t])}, the level's is {near(a)}"
            if y.get(t, 0) * classes[t].n * 20 * T < D:
                yield f"level {j}: class {t} is fixed, but has too little weight in it"
        U.difference_update(fixed)
    if objective in ("leximin", "minimax") and U:
        yield f"{len(U)} classes are fixed by no level, the first is class {min(U)}"
    if objective == "maximin" and len(U) == T:
        yield "no level fixes a class"
    if objective not in WITH_LEVELS and levels:
        yield f"{objective} has no levels, here are {len(levels)}"


# ------------------------------------------------------------------------------------------------ who gets the seats

class Line:
    """People in order of lots; everybody: "all people of its class in order of lots"."""

    def __init__(self, people, everybody):
        self.people, self.everybody = people, everybody


def make_room(line, people, sits, home):
    """"*make room among* people for a line: for each person in order whose home is not in the set of tried homes: add the
    home to the set; if nobody sits for that home, or somebody sits for it who came from another line and *make room* for
    that line succeeds (same set), then this person, with this line, sits for the home: success. If none: failure."

    *make room* for a line is to make room "among its people, or else among its everybody (the same set of tried homes)".
    The steps down can be many: they are kept in a list, each [line, people still to try, person being tried]."""
    tried, steps = set(), [[line, iter(people), None]]
    while steps:
        step = steps[-1]
        for person in step[1]:
            if home[person] in tried:
                continue
            tried.add(home[person])
            step[2] = person
            if home[person] not in sits:
                sits.update({home[who]: (who, of) for of, _, who in steps})
                return True
            other = sits[home[person]][1]
            if other is not step[0]:
                steps.append([other, itertools.chain(other.people, other.everybody), None])
                break
        else:
            steps.pop()
    return False


def seat_along(line, seats, sits, home):
    """"Go along it and seat whoever's home has nobody seated yet, until the seats are given." The seats left."""
    for person in line.people:
        if seats and home[person] not in sits:
            sits[home[person]] = (person, line)
            seats -= 1
    return seats


def strata(t, seats, people, types, seed):
    """"*Line up* the class's n people by household type, then position. If all are of one type, they are one stratum with
    all y_t seats. Otherwise r = number(`seats of class t`, n), seat i = 0 … y_t − 1 goes to the type of the person at
    place ⌊(r + i·n)/y_t⌋ of the line." The types, in order of their first seat, with their seats."""
    types_in_line, n = sorted(types[i] for i in people), len(people)
    if types_in_line[0] == types_in_line[-1]:
        return {types_in_line[0]: seats}
    r = number(seed, f"seats of class {t}", n)
    return Counter(types_in_line[(r + i * n) // seats] for i in range(seats))


def seat_people(composition, people_of, names, types, home, seed):
    """The positions of the people who get the seats of a composition, pairs (class, seats), "class by class in order"."""
    sits = {}
    for t, seats in composition:
        people = people_of.get(t, [])
        demand(seats <= len(people), f"class {t} has fewer people than seats")
        in_lots = sorted(people, key=lambda i: (lot(seed, "person", names[i]), i))
        left_over = 0
        for kind, y in strata(t, seats, people, types, seed).items():
            line = Line([i for i in in_lots if types[i] == kind], in_lots)
            y = seat_along(line, y, sits, home)
            while y and make_room(line, line.people, sits, home):
                y -= 1
            left_over += y
        line = Line(in_lots, in_lots)
        for _ in range(seat_along(line, left_over, sits, home)):
            demand(make_room(line, in_lots, sits, home), f"the seats of class {t} cannot all be given")
    return sorted(person for person, _ in sits.values())


def deal(people, pool, parts, seed):
    """"Everybody seated, in order of lots with label `part`, goes to the first part that has a seat of their class left." """
    left, dealt = [dict(part) for part in parts], [[] for _ in parts]
    for i in sorted(people, key=lambda i: (lot(seed, "part", pool.names[i]), i)):
        at = next(at for at, seats in enumerate(left) if seats.get(pool.classes[i], 0) > 0)
        left[at][pool.classes[i]] -= 1
        dealt[at].append(pool.names[i])
    return [sorted(panel) for panel in dealt]


def numbered(parts, seed):
    """"The parts in order of lots with label `panel`, in which a part counts by its number, from 1, as decimal text." """
    return [parts[i] for i in sorted(range(len(parts)), key=lambda i: lot(seed, "panel", str(i + 1)))]


def call_alternates(pool, panel, many, seed):
    """"Let the panel be in order of lots with label `alternate seat`: s_0, s_1, …. For i = 0, 1, …: of the people free,
    take those who share most features with s_(i mod k), and of these the one with the smallest lot under the label
    `alternate i+1`. Stop when nobody is free." Who is free is kept by profile; who is called goes with their home."""
    at_home, free, called = {}, {}, []
    for i, t in enumerate(pool.classes):
        if t is not None:
            at_home.setdefault(pool.home[i], []).append(i)
            free.setdefault(tuple(pool.values[i]), set()).add(i)

    def gone(i):
        for other in at_home.pop(pool.home[i], ()):
            profile = tuple(pool.values[other])
            free[profile].discard(other)
            if not free[profile]:
                del free[profile]

    seats = sorted((pool.position[name] for name in panel), key=lambda i: (lot(seed, "alternate seat", pool.names[i]), i))
    for i in seats:
        gone(i)
    for i in range(many):
        if not free:
            break
        like = pool.values[seats[i % len(seats)]]
        shared = {profile: sum(a == b for a, b in zip(profile, like)) for profile in free}
        most = max(shared.values())
        nearest = (p for profile, s in shared.items() if s == most for p in free[profile])
        called.append(min(nearest, key=lambda p: (lot(seed, f"alternate {i + 1}", pool.names[p]), p)))
        gone(called[-1])
    return [pool.names[i] for i in called]


def call_ranked(pool, panel, many, seed):
    """"Go along the people free, in order of lots with label `alternate`, and call whoever is still free." """
    taken, called = {pool.home[pool.position[name]] for name in panel}, []
    everybody = [i for i, t in enumerate(pool.classes) if t is not None]
    for i in sorted(everybody, key=lambda i: (lot(seed, "alternate", pool.names[i]), i)):
        if len(called) == many:
            break
        if pool.home[i] not in taken:
            taken.add(pool.home[i])
            called.append(i)
    return [pool.names[i] for i in called]


def drop_outs(pool, panel, rows_of, dropout, scenarios, seed):
    """For each scenario the positions of those of the panel who drop out."""
    overall, rates = dropout
    lost = [[] for _ in range(scenarios)]
    for i in panel:
        chance = 1000 * overall
        for row in rows_of(pool.values[i]):
            if rates[row] is not None:
                chance = min(10**6, chance * rates[row] // overall) if overall else 0
        for b in range((scenarios + 7) // 8):
            bytes_ = lot(seed, f"drop-outs {b}", pool.names[i])
            for j in range(min(8, scenarios - 8 * b)):
                if int.from_bytes(bytes_[4 * j:4 * j + 4], "big") * 10**6 < chance << 32:
                    lost[8 * b + j].append(i)
    return lost


class Quotas:
    """What a scenario must know of the quotas, row by row of them: bounds, cost, and the rows of the same feature."""

    def __init__(self, bounds, first, k):
        self.low, self.high = [low for low, _ in bounds], [max(low, high) for low, high in bounds]
        self.cost, self.empty_seat = [10**6 // max(1, high) for _, high in bounds], 10**6 // k
        ends = first[1:] + [len(bounds)]
        self.features = [range(start, end) for start, end in zip(first, ends)]


class Scenario:
    """A panel after drop-outs, and the slots of the alternates seated on it. one_more and one_less: what one person more, or
    one less, of each row would cost."""

    def __init__(self, quotas, seats, empty):
        self.quotas, self.seats, self.empty, self.seated = quotas, seats[:], empty, set()
        self.one_more, self.one_less = [0] * len(seats), [0] * len(seats)
        for row in range(len(seats)):
            self.price(row)

    def price(self, row):
        q, n = self.quotas, self.seats[row]
        cost = q.cost[row]
        self.one_more[row] = -cost if n < q.low[row] else cost if n >= q.high[row] else 0
        self.one_less[row] = -cost if n > q.high[row] else cost if n <= q.low[row] else 0

    def violation(self):
        q = self.quotas
        off = (cost * max(0, low - n, n - high) for cost, low, high, n in zip(q.cost, q.low, q.high, self.seats))
        return sum(off) + self.empty * q.empty_seat

    def move(self, profile, by):
        self.empty -= by
        for row in profile:
            self.seats[row] += by
            self.price(row)

    def instead_of(self, profile):
        """What each row would cost in whoever came instead of somebody with this profile, and the least that all could."""
        table, least = self.one_more[:], 0
        for rows, own in zip(self.quotas.features, profile):
            less = self.one_less[own]
            if less:
                for row in rows:
                    table[row] += less
            table[own] = 0
            least += min(table[rows.start:rows.stop])
        return table, least

    def settle(self, slots):
        """slots: for each the profile, or None."""
        while True:
            idle = [(slot, p) for slot, p in enumerate(slots) if p is not None and slot not in self.seated]
            best = (0,)
            if not idle:
                return
            if self.empty:
                best = min([best] + [(sum(map(self.one_more.__getitem__, p)) - self.quotas.empty_seat, 0, slot, -1)
                                     for slot, p in idle])
            for goes in self.seated:
                table, least = self.instead_of(slots[goes])
                if least < 0 and least <= best[0]:
                    best = min([best] + [(sum(map(table.__getitem__, p)), 1, slot, goes) for slot, p in idle])
            if best[0] >= 0:
                return
            _, kind, comes, goes = best
            if kind:
                self.unseat(goes, slots[goes])
            self.seated.add(comes)
            self.move(slots[comes], 1)

    def unseat(self, slot, profile):
        self.seated.discard(slot)
        self.move(profile, -1)

    def tables(self, slots):
        """By what rows cost in each way that one more alternate could be seated: (table, what is added)."""
        if self.empty:
            yield self.one_more, -self.quotas.empty_seat
        for profile in {slots[slot] for slot in self.seated}:
            table, least = self.instead_of(profile)
            if least < 0:
                yield table, 0


class LeastViolation:
    """The rule least-violation. profiles: for each the rows of its values; lines: for each the people free at first, in
    order of lots."""

    def __init__(self, pool, m, panel, seed):
        self.pool, self.m, self.panel = pool, m, [pool.position[name] for name in panel]
        self.taken, self.N = {pool.home[i] for i in self.panel}, m.alternates
        free = {}
        for i, t in enumerate(pool.classes):
            if t is not None and pool.home[i] not in self.taken:
                free.setdefault(tuple(m.rows_of(pool.values[i])), []).append(i)
        self.lots = {i: (lot(seed, "alternate", pool.names[i]), i) for people in free.values() for i in people}
        self.profiles = sorted(free)
        self.lines = [sorted(free[profile], key=self.lots.get) for profile in self.profiles]
        N, P, F = self.N, len(self.profiles), len(m.features)
        w = max(1, N * P * F * (1 + min(N, P)))
        self.S = max(10, min(200, 10**9 // w))
        t = 10**7 // (self.S * w)
        self.a = max(1, min(P, t))
        self.b = max(1, min(P, t // self.a))
        self.columns = list(zip(*self.profiles))
        seats = Counter(row for i in self.panel for row in m.rows_of(pool.values[i]))
        self.quotas = Quotas([(m.P * low, m.P * high) for _, low, high, _ in m.rows], m.first, m.P * m.k)
        self.begin = []
        for lost in drop_outs(pool, self.panel, m.rows_of, m.dropout, self.S, seed):
            gone = Counter(row for i in lost for row in m.rows_of(pool.values[i]))
            if lost:
                self.begin.append(([seats[row] - gone[row] for row in range(len(m.rows))], len(lost)))
        self.restart()

    def restart(self):
        self.scenarios = [Scenario(self.quotas, seats, empty) for seats, empty in self.begin]
        self.slots, self.people = [], []
        self.taken = {self.pool.home[i] for i in self.panel}

    def changes(self):
        """For each profile minus the gain of its candidate."""
        P = len(self.profiles)
        totals, nothing = [0] * P, [0] * P
        for scenario in self.scenarios:
            least = nothing
            for table, more in scenario.tables(self.slots):
                cost = table.__getitem__
                sums = [more] * P
                for column in self.columns:
                    sums = list(map(int.__add__, sums, map(cost, column)))
                least = list(map(min, least, sums))
            if least is not nothing:
                totals = list(map(int.__add__, totals, least))
        return totals

    def candidates(self):
        """(minus the gain, lot, number of the profile, person), the best first."""
        found = []
        for number, (change, line) in enumerate(zip(self.changes(), self.lines)):
            person = next((i for i in line if self.pool.home[i] not in self.taken), None)
            if person is not None:
                found.append((change, self.lots[person], number, person))
        return sorted(found)

    def call(self, slot, candidate):
        _, _, number, person = candidate
        if slot == len(self.slots):
            self.slots.append(None)
            self.people.append(None)
        self.slots[slot], self.people[slot] = self.profiles[number], person
        self.taken.add(self.pool.home[person])
        for scenario in self.scenarios:
            scenario.settle(self.slots)

    def take_out(self, slot):
        profile, self.slots[slot] = self.slots[slot], None
        self.taken.discard(self.pool.home[self.people[slot]])
        for scenario in self.scenarios:
            if slot in scenario.seated:
                scenario.unseat(slot, profile)
                scenario.settle(self.slots)

    def round(self):
        changed = False
        for slot, profile in enumerate(self.slots[:]):
            self.take_out(slot)
            candidates = self.candidates()
            same = next(c for c in candidates if self.profiles[c[2]] == profile)
            better = candidates[0][0] < same[0]
            changed = changed or better
            self.call(slot, candidates[0] if better else same)
        return changed

    def search(self, beginning):
        self.restart()
        for candidate in beginning:
            self.call(len(self.slots), candidate)
        while len(self.slots) < self.N:
            candidates = self.candidates()
            if not candidates:
                break
            self.call(len(self.slots), candidates[0])
        if self.round():
            self.round()
        return sum(scenario.violation() for scenario in self.scenarios), self.people

    def called(self):
        best = None
        for first in self.candidates()[:self.a]:
            self.restart()
            self.call(0, first)
            seconds = self.candidates()[:self.b] if self.N > 1 else []
            for beginning in [[first, second] for second in seconds] or [[first]]:
                found = self.search(beginning)
                if best is None or found[0] < best[0]:
                    best = found
            self.restart()
        return [self.pool.names[i] for i in best[1]] if best else []


def read_members(data, m, pool):
    """`members.csv`: the people of each unit, who are all different."""
    file = "members.csv"
    rows = read_csv(data, file, ["unit", "members"])
    demand([row[0] for row in rows] == pool.names, f"{file}: its units are not the rows of canonical-pool.csv")
    members = {unit: people.split(" ") for unit, people in rows}
    for unit, people in members.items():
        demand(unit == min(people, key=lambda name: name.encode("utf-8")),
               f"{file}: {show(unit)} is not the first by bytes of its people")
    many = Counter(name for people in members.values() for name in people)
    demand(max(many.values()) == 1, f"{file}: somebody belongs to two units")
    demand(len(many) == m.unit["people"], f"{file}: has {len(many)} people, the manifest says {m.unit['people']}")
    return members


def share_to_arms(pool, panel, arms, seed):
    """The number of each one's arm. "A unit is one person or, where `unit` is `household`, all of the panel who share a
    household." keep: per type, people a unit, c's part and u's part of the sum of lags, units to come (the last first)."""
    people, units, types = sorted(pool.position[name] for name in panel), {}, {}
    for i in people:
        home = pool.household[i] if arms["unit"] == "household" else None
        units.setdefault(("alone", i) if home is None else home, []).append(i)
    for unit in units.values():
        types.setdefault(tuple(sorted(tuple(pool.values[i]) for i in unit)), []).append(unit)
    order, k, c, cells, among = sorted(types), len(people), Counter(), [], {}
    for number_of, kind in enumerate(order):
        types[kind].sort(key=lambda unit: (lot(seed, "arm", pool.names[unit[0]]), unit[0]), reverse=True)
        cells.append(Counter([(f, v) for values in kind for f, v in enumerate(values)] + [("type", number_of)] * len(kind)))
        for cell, many in cells[-1].items():
            c[cell] += many * len(types[kind])
            among.setdefault(cell, []).append((number_of, many))
    should, has = [sum(many * c[cell] for cell, many in of.items()) for of in cells], [0] * len(order)
    # "divided by the people of the unit": all are brought to one denominator
    whole = 1
    for kind in order:
        whole *= len(kind) if whole % len(kind) else 1
    factor, open_types, circle = [whole // len(kind) for kind in order], list(range(len(order))), []
    while open_types:
        t = len(circle) + 1
        best = max(open_types, key=lambda n: factor[n] * (t * should[n] - k * has[n]))  # "between equals the first in order"
        unit = types[order[best]].pop()
        circle += [(i, len(circle)) for i in unit]
        if not types[order[best]]:
            open_types.remove(best)
        for cell, many in cells[best].items():
            for n, of in among[cell]:
                has[n] += many * of
    start = number(seed, "arm start", k)
    ends = list(itertools.accumulate(arm["size"] for arm in arms["sizes"]))
    given = {i: next(a for a, end in enumerate(ends) if (t - start) % k < end) for i, t in circle}
    return [given[i] for i in people]


# ------------------------------------------------------------------------------------------------ all checks

class Verifier:
    """The checks in the order of "What to check", and the lines (subject, outcome, detail) that they give.

    A method ending in _problems is a check: it yields a sentence for everything that is wrong."""

    def __init__(self, folder, record_name, pool_path, receipt):
        self.folder, self.record_name, self.pool_path, self.receipt = folder, record_name, pool_path, receipt
        self.lines, self.missing, self.files = [], 0, {}
        self.record = self.m = self.people = self.pool = self.classes = self.distribution = self.tickets = None

    # -------- lines

    def note(self, subject, outcome, detail):
        self.lines.append((subject, outcome, detail))

    def open(self, subject, detail):
        self.note(subject, "not checked", detail)

    def broken(self, subject, error):
        self.missing += isinstance(error, Missing)
        sense = f"the check broke off, what it read makes no sense ({type(error).__name__})"  # is not to pass for an answer
        self.note(subject, "fails", str(error) if isinstance(error, Wrong) else sense)

    def read(self, subject, function, *arguments):
        """What the function returns; None, and a line, where what it reads is wrong."""
        try:
            return function(*arguments)
        except Exception as error:
            return self.broken(subject, error)

    def check(self, subject, problems, detail):
        """Notes every problem, or else that it holds. `detail` may be a function, called afterwards."""
        wrong = 0
        try:
            for problem in problems:
                wrong += 1
                if wrong <= LIMIT:
                    self.note(subject, "fails", problem)
        except Exception as error:
            wrong += 1
            self.broken(subject, error)
        if wrong > LIMIT:
            self.note(subject, "fails", f"and {wrong - LIMIT} more like these")
        if not wrong:
            self.note(subject, "holds", detail() if callable(detail) else detail)
        return not wrong

    def equal(self, subject, has, should, message, detail):
        self.note(subject, *(("holds", detail) if has == should else ("fails", message)))

    def beside(self, name):
        return os.path.join(self.folder, name)

    def verify_draw(self, folder):
        """Another record that this one builds on, and whether it holds: 0 if so."""
        of_draw = Verifier(folder, RECORDS[0], self.pool_path, None)
        of_draw.read("all", of_draw.run)
        code, sentence = of_draw.verdict()
        self.note("draw", "fails" if code else "holds", f"its own record: {sentence}")
        return of_draw, code

    # -------- 1 and 2: the record, the manifest, the commitment, the files

    def run(self):
        if self.record_name:
            self.record = self.read("record", lambda: self.read_record(read_file(self.beside(self.record_name))))
            self.m = self.record and self.read("manifest", Manifest, self.record["manifest"])
        else:
            file = "manifest.json"
            self.m = self.read("manifest", lambda: Manifest(read_json(read_file(self.beside(file)), file)))
        if not self.m:
            return self.open("all else", "not checked: it depends on what fails above")
        self.check_commitment(canonical(self.m.m))
        for name in sorted(self.m.files):
            data = self.read("files", read_file, self.beside(name))
            if data is not None:
                self.files[name], has, said = data, sha256(data).hex(), self.m.files[name]
                self.equal("files", has, said, f"{name}: its SHA-256 is {has}, the manifest says {said}",
                           f"{name} has the hash in the manifest")
        self.check_people()
        self.check_pool()
        self.check_distribution()
        self.check_tickets()
        if self.record:
            self.check_draw()
            self.check_ledger()
        return self.check_receipt() if self.receipt else None

    @staticmethod
    def read_record(data):
        record = fit(read_json(data, "draw-record.json"), RECORD, "draw-record.json")
        in_order(record["panel"], "draw-record.json, panel")
        for panel in record.get("panels", ()):
            in_order(panel, "draw-record.json, panels")
        return record

    def panels_of_record(self):
        """"the P panels, those in reserve last; `panel` is everybody on those not in reserve"; one panel is just `panel`."""
        m, record = self.m, self.record
        if m.P == 1 and "panels" not in record:
            return [record["panel"]]
        panels = record.get("panels", [])
        demand(m.P > 1 and len(panels) == m.P, f"draw-record.json: has {len(panels)} panels, {m.P} were to be drawn")
        demand(sorted(name for panel in panels[:m.in_use] for name in panel) == record["panel"],
               f"draw-record.json: the panel is not everybody on the first {m.in_use} of its panels")
        return panels

    def check_commitment(self, manifest):
        m, self.commitment = self.m, sha256(manifest).hex()
        if not self.record:
            self.note("manifest", "holds", f"the {m.what[0]} of {quoted(m.title)}, not drawn yet; a draw will be {m.status}")
            return self.note("commitment", "holds", f"{self.commitment}, the SHA-256 of manifest.json")
        status, commitment = self.record["status"], self.record["commitment"]
        self.equal("record", status, m.status, f"the status is {status}, by its manifest it is {m.status}",
                   f"the {m.what[1]} of {quoted(m.title)}, status {status}")
        self.equal("commitment", commitment, self.commitment, f"the SHA-256 of the manifest is {self.commitment}, the "
                   f"record says {commitment}", f"{commitment}, the SHA-256 of the manifest")
        if os.path.lexists(self.beside("manifest.json")):
            self.equal("manifest", self.read("manifest", read_file, self.beside("manifest.json")), manifest,
                       "manifest.json is not the manifest of the record", "manifest.json is the manifest of the record")
        return None

    # -------- 3: the pool

    def check_people(self):
        m = self.m
        if "people.csv" in self.files:
            self.people = self.read("people", read_people, self.files["people.csv"], m)
        if self.people:
            self.check("people", self.root_problems(), f"{m.people} people, in order; their leaves give both roots")
            names = show(", ".join(m.features[f] for f in m.published), 200)
            self.check("anonymity", self.anonymity_problems(), f"every combination of {names} is shared by at least 5 people"
                       if m.published else "nothing is published about people")
        if "classes.csv" in self.files:
            self.classes = self.read("classes", read_classes, self.files["classes.csv"], m)
        if self.classes:
            people = sum(c.n for c in self.classes)
            self.check("classes", self.class_problems(), f"{len(self.classes)} classes, {people} people")

    def root_problems(self):
        for name, hashes in (("root", self.people.leaves), ("homes_root", self.people.home_leaves)):
            if merkle_root(hashes).hex() != self.m.pool[name]:
                yield f'the leaves in people.csv do not give the "{name}" of the manifest'
        for name in self.m.seated:
            if name not in self.people.position:
                yield f"people.csv: {quoted(name)}, on the panel already, is not in the pool"
        for name in self.m.beside:
            if name not in self.people.position:
                yield f"people.csv: {quoted(name)}, who sits ex officio, is not in the pool"

    def anonymity_problems(self):
        """"Every combination of published values is shared by at least 5 people of the pool." """
        for values, many in sorted(self.people.combinations(self.m.published).items()) if self.m.published else ():
            if many < 5:
                yield f"people.csv: only {many} with {self.m.describe(values)}, at least 5 should share that"

    def class_problems(self):
        """"A class is the people of one profile and household group": no two have the same; and all people of the pool have
        one, but those "on the panel already, living with somebody who is, or ex officio"."""
        m, out = self.m, len(self.m.seated) + len(self.m.beside)
        for (_, group), many in Counter((c.values, c.group) for c in self.classes).items():
            if many > 1:
                yield f"classes.csv: {many} classes have the same profile and household group {group}"
        total = sum(c.n for c in self.classes)
        if total > m.people - out or (total < m.people - out and not m.seated):
            yield f"classes.csv: has {total} people; the pool has {m.people}, {out} of them given in advance"
        if self.people and m.published:
            pool, found = self.people.combinations(m.published), Counter()
            for c in self.classes:
                found[tuple(c.values[f] for f in m.published)] += c.n
            for values in sorted(set(pool) | set(found)):
                if found[values] > pool[values] or (found[values] < pool[values] and not out):
                    yield f"classes.csv has {found[values]} people with {m.describe(values)}, people.csv has {pool[values]}"

    def check_pool(self):
        m = self.m
        if self.pool_path is None and os.path.lexists(self.beside("canonical-pool.csv")):
            self.pool_path = self.beside("canonical-pool.csv")
        if self.pool_path is None:
            self.open("pool", "whether the classes are those of the people, not checked: that takes the canonical pool")
        elif not self.classes or (m.salts and not self.people):
            self.open("pool", "not checked: it depends on what fails above")
        else:
            data = self.read("pool", read_file, self.pool_path)
            pool = None if data is None else self.read("pool", read_pool, data, m, len(self.classes))
            if pool and self.check("pool", self.pool_problems(pool, data), "the canonical pool gives the "
                                   + ("leaves in people.csv" if m.salts else "digest in the manifest")):
                if pool.erased:
                    self.open("erased", ("1 person was" if len(pool.erased) == 1 else f"{len(pool.erased)} people were")
                              + " erased; their leaves are taken from people.csv as published")
                if self.check("classes", self.pool_class_problems(pool), "they are the classes of the canonical pool"):
                    self.pool = pool
        if m.types != "none" or m.one_per_household:
            self.open("types", "how household types and groups were formed, not checked: that takes a replay of the lottery")
        if self.pool:
            for i in self.pool.erased if self.people else ():
                self.pool.values[i] = self.people.values[i]  # people.csv still has what is published
            self.people = self.pool

    def pool_problems(self, pool, data):
        """"its rows give the leaves (or its hash the digest)" """
        m, people = self.m, self.people
        if not m.salts:
            if sha256(data).hex() != m.pool["digest"]:
                yield 'canonical-pool.csv: its SHA-256 is not the "digest" of the manifest'
            return
        for i, name in enumerate(pool.names):
            if name != people.names[i]:
                yield f"canonical-pool.csv: {quoted(name)} stands where people.csv has {quoted(people.names[i])}"
            elif i not in pool.erased:
                leaf, home_leaf = leaves(pool.salt[i], name, pool.values[i], pool.classes[i], pool.household[i], pool.type[i])
                if leaf != people.leaves[i]:
                    yield f"canonical-pool.csv: the salt, values and class of {show(name)} do not give the leaf in people.csv"
                if home_leaf != people.home_leaves[i]:
                    yield f"canonical-pool.csv: the salt, household and type of {show(name)} do not give the home leaf"
                for f in m.published:
                    if pool.values[i][f] != people.values[i][f]:
                        yield f"people.csv: the {quoted(m.features[f])} of {show(name)} is not the one in the canonical pool"

    def pool_class_problems(self, pool):
        """"each class's people have its profile, and are as many, in as many homes"; a class is "empty for whoever cannot be
        drawn (on the panel already, living with somebody who is, or ex officio)"; the quotas' `seated` is "how many of those have it"."""
        m, erased, file = self.m, len(pool.erased), "canonical-pool.csv"
        n, homes, group_homes = Counter(), {}, {}
        seated = {pool.position[name] for name in m.seated if name in pool.position}
        with_seated = {pool.household[i] for i in seated} - {None} if m.one_per_household else set()
        beside = {pool.position[name] for name in m.beside if name in pool.position}
        for name in m.beside:
            if name not in pool.position:
                yield f"{file}: {quoted(name)}, who sits ex officio, is not in the pool"
        for i, t in enumerate(pool.classes):
            out = i in seated or i in beside or pool.household[i] in with_seated
            if t is None and not out and i not in pool.erased and not seated & pool.erased:
                yield f"{file}: {show(pool.names[i])} has no class, but can be drawn"
            if t is not None:
                if out:
                    yield f"{file}: {show(pool.names[i])} has a class, but cannot be drawn"
                if tuple(pool.values[i]) != self.classes[t].values:
                    yield f"{file}: the values of {show(pool.names[i])} are not those of class {t}"
                n[t] += 1
                homes.setdefault(t, set()).add(pool.home[i])
                group_homes.setdefault(self.classes[t].group, set()).add(pool.home[i])
        for t, c in enumerate(self.classes):
            found = [("people", n[t], c.n), ("homes", len(homes.get(t, ())), c.homes)]
            if c.group:
                found.append((f"homes of household group {c.group}", len(group_homes.get(c.group, ())), c.group_homes))
            for what, has, said in found:
                if not said - erased <= has <= said:
                    yield f"class {t}: {file} has {has} {what}, classes.csv says {said}"
        if sum(c.n for c in self.classes) - sum(n.values()) > erased:
            yield f"classes.csv: has {sum(c.n for c in self.classes)} people, {file} {sum(n.values())} and {erased} erased"
        has = Counter(row for i in seated - pool.erased for row in m.rows_of(pool.values[i]))
        for row, (label, _, _, said) in enumerate(m.rows):
            if not said - len(seated & pool.erased) <= has[row] <= said:
                yield f"{has[row]} of those on the panel already are {quoted(label)}, the manifest says {said}"

    # -------- 4: the compositions and the certificate

    def check_distribution(self):
        m, T = self.m, len(self.classes or ())
        file = "distribution.csv" if m.named else "lottery.csv"
        if T and file in self.files:
            self.distribution = self.read("lottery", Distribution, self.files[file], file, T, m)
        if not self.distribution:
            return self.open("certificate", "not checked: it depends on what fails above")
        self.check("lottery", self.composition_problems(), f"{len(self.distribution.weights)} compositions meet the quotas, "
                   "and their weights sum to 2^40")
        if "certificate.json" not in self.files:
            return None
        bounds, rows_of = certificate_rows(self.classes, m)
        certificate = self.read("certificate", read_certificate, self.files["certificate.json"], T, len(bounds))
        if not certificate:
            return None
        direction, seats, cuts, levels = certificate
        sigma, gaps, X = -1 if direction == "lower" else 1, [], self.distribution.X
        self.equal("certificate", direction, "lower" if m.objective == "minimax" else "raise",
                   f"the direction is {direction}, the objective is {m.objective}", f"the direction is {direction}")
        self.equal("certificate", seats, X, "the seats of the classes are not those of the distribution; the first that "
                   f"differs is class {next((t for t, (x, y) in enumerate(zip(seats, X)) if x != y), min(T, len(seats)))}",
                   "the seats of the classes are those of the distribution")
        problems = level_problems(levels, sigma, m.K, self.classes, bounds, rows_of, cuts, X, m.objective, gaps)
        self.check("certificate", problems,
                   lambda: f"{m.objective}: {len(gaps)} levels, the largest gap is {near(max(map(abs, gaps)))}" if gaps
                   else f"{m.objective} has no levels")
        if m.objective not in WITH_LEVELS + ("legacy",):
            self.open("optimality", f"how near the chances are to the best by {m.objective}, not checked")
        self.check("cuts", self.cut_problems(cuts),
                   f"{len(cuts)}, met by the compositions of the distribution" if cuts else "there are none")
        if cuts:
            self.open("cuts", f"{len(cuts)}, not checked for all other compositions: that takes an integer program")
        return None

    def composition_problems(self):
        """"Σ seats = K; the quotas; seats of a class ≤ `homes`; seats of a household group other than 0 ≤ `group_homes`." """
        m, classes = self.m, self.classes
        if sum(self.distribution.weights) != S:
            yield f"{self.distribution.file}: the weights sum to {sum(self.distribution.weights)}, not 2^40"
        quotas = [(row, label, seated, *m.left(row)) for row, (label, _, _, seated) in enumerate(m.rows)]
        for c, composition in enumerate(self.distribution.seats):
            place, groups = f"composition {c}", Counter()
            for t, y in composition:
                groups[classes[t].group, classes[t].group_homes] += y
                if y > classes[t].homes:
                    yield f"{place} has {y} seats of class {t}, which lives in {classes[t].homes} homes"
            for part in self.distribution.parts[c]:
                rows, total = Counter(), sum(y for _, y in part)
                for t, y in part:
                    for row in m.rows_of(classes[t].values):
                        rows[row] += y
                if total != m.one:
                    yield f"{place} has {total} seats, {m.one} are to draw" + (" for each panel" if m.P > 1 else "")
                for row, label, seated, low, high in quotas:
                    if not low <= rows[row] <= high:
                        already = f", with {seated} on the panel already" if seated else ""
                        yield f"{place} has {rows[row]} of {quoted(label)}, the quota is {low} to {high}{already}"
            for (group, group_homes), y in groups.items():
                if group and y > group_homes:
                    yield f"{place} has {y} seats of household group {group}, which lives in {group_homes} homes"

    def cut_problems(self, cuts):
        """A cut is "Σ weights_t·x_t ≤ bound that every composition within the quotas is said to meet": here, ours."""
        for i, (weights, bound) in enumerate(cuts):
            for c, composition in enumerate(self.distribution.seats):
                if sum(weights.get(t, 0) * y for t, y in composition) > bound:
                    yield f"composition {c} does not meet cut {i}"

    # -------- 5: the tickets

    def check_tickets(self):
        m = self.m
        if not m.named:
            return None
        data = self.files.get("lottery.csv")
        self.ticket_parts = None if data is None else self.read("tickets", self.read_tickets, data)
        self.tickets = self.ticket_parts and [together(parts) for parts in self.ticket_parts]
        if not self.tickets:
            return self.open("tickets", "not checked: they depend on what fails above")
        panels = [(f"ticket {i}", parts) for i, parts in enumerate(self.ticket_parts)]
        self.check("tickets", (problem for panel in panels for problem in self.panel_problems(*panel)),
                   f"{m.M} tickets of " + (f"{m.P} panels of " if m.P > 1 else "") + f"{m.k} different people"
                   + (" who can be drawn" if self.pool else ""))
        self.check_panels(panels, "all tickets")
        if not self.pool:
            return self.open("shares", "not checked: that takes the canonical pool")
        if m.objective == "legacy":
            return self.open("shares", "not compared: legacy has no other chances than its tickets")
        if not self.distribution or (self.pool.erased and m.objective == "diversimax"):
            return self.open("shares", "not checked: people were erased, or it depends on what fails above")
        return self.check("shares", self.share_problems(), "everybody has tickets by their class's chance, but for rounding")

    def read_tickets(self, data):
        """"tickets 0 … M − 1 in order, each with the k pseudonyms of a whole panel, joined by a space" """
        rows = read_csv(data, "lottery.csv", ["ticket"] + self.m.columns("panel"))
        demand(len(rows) == self.m.M, f"lottery.csv: has {len(rows)} tickets, the manifest says {self.m.M}")
        for i, row in enumerate(rows):
            demand(row[0] == str(i), f"lottery.csv: ticket {i} is numbered {quoted(row[0])}")
        return [[names.split(" ") for names in row[1:]] for row in rows]

    def panel_problems(self, label, parts):
        """"k different people of the pool, all of `seated` among them", "in order of bytes"; of several panels each of
        them, "and nobody on two"."""
        m, pool = self.m, self.pool
        for panel in parts:
            if len(panel) != m.k:
                yield f"{label} has {len(panel)} people, the panel has {m.k} seats"
            for a, b in zip(panel, panel[1:]):
                if a >= b:
                    yield f"{label}: {quoted(b)} after {quoted(a)} is not in order of bytes"
            for name in sorted(m.already - set(panel)):
                yield f"{label} is without {quoted(name)}, who is on the panel already"
            for name in sorted(set(m.beside) & set(panel)):
                yield f"{label} has {quoted(name)}, who sits ex officio"
        for name, many in Counter(name for panel in parts for name in set(panel)).items():
            if many > 1:
                yield f"{label}: {quoted(name)} is on {many} of its panels"
        for name in together(parts) if self.people else ():
            if name not in self.people.position:
                yield f"{label}: {quoted(name)} is not in the pool"
            elif pool and name not in m.already:
                at = pool.position[name]
                if pool.classes[at] is None and at not in pool.erased:
                    yield f"{label}: {show(name)} has no class and cannot be drawn"

    def check_panels(self, panels, what):
        """People, quotas and households: of all tickets or, in the composition form, of the panel."""
        m = self.m
        known = range(len(m.features)) if self.pool else m.published if self.people else ()
        rest = [quoted(feature) for f, feature in enumerate(m.features) if f not in known]
        names = show(", ".join(quoted(m.features[f]) for f in known), 300)
        if not self.people:
            self.open("tickets" if m.named else "panel",
                      "whether they are in the pool, not checked: that takes the canonical pool")
        if known:
            self.check("quotas", (problem for label, parts in panels for part in parts for problem in self.quota_problems(label, part)),
                       f"of {names}: met by {what}")
        if rest:
            self.open("quotas", f"of {show(', '.join(rest), 300)}, not checked for {what}: that takes the canonical pool")
        if self.pool and self.pool.erased:
            self.open("quotas", f"{len(self.pool.erased)} people were erased: what is not published of them could be anything")
        if m.one_per_household and self.pool:
            self.check("households", (problem for label, parts in panels
                                      for problem in self.household_problems(label, together(parts))),
                       f"nobody is drawn together with somebody of their household: {what}")
        elif m.one_per_household:
            self.open("households", f"not checked for {what}: that takes the canonical pool")

    def quota_problems(self, label, panel):
        """"meet the manifest's min and max", with everybody on the panel. A value that is not known could be any."""
        m, count, unknown = self.m, Counter(), Counter()
        for name in panel:
            if name in self.people.position:
                for f, value in enumerate(self.people.values[self.people.position[name]]):
                    if value is None:
                        unknown[f] += 1
                    else:
                        count[m.first[f] + value] += 1
        for f, values in enumerate(m.values):
            for row in range(m.first[f], m.first[f] + len(values)):
                text, low, high, _ = m.rows[row]
                if count[row] > high or count[row] + unknown[f] < low:
                    yield f"{label} has {count[row]} of {quoted(text)}, the quota is {low} to {high}"

    def household_problems(self, label, panel):
        """"of those not in `seated`, no two share a household, and none shares one with somebody of `seated`" """
        pool, seated, taken = self.pool, self.m.already, {}
        for name in self.m.seated + [name for name in panel if name not in seated]:
            household = pool.household[pool.position[name]] if name in pool.position else None
            if household in taken and name not in seated:
                yield f"{label}: {show(name)} and {show(taken[household])} live together"
            if household is not None:
                taken[household] = name

    def share_problems(self):
        """"|tickets − M·X_t/(2^40·n_t)| at most 6, or at most a tenth of the share." With diversimax "every ticket's
        composition is one of the distribution's, each ⌊M·weight/2^40⌋ or ⌈M·weight/2^40⌉ times, and shares are those of
        these counts in place of the weights". What is compared is multiplied by total·n_t."""
        m, pool, classes, factor, X, total = self.m, self.pool, self.classes, self.m.M, self.distribution.X, S
        if m.objective == "diversimax":
            times, low, high, X = Counter(map(self.composition_of, self.tickets)), Counter(), Counter(), Counter()
            for weight, seats in zip(self.distribution.weights, self.distribution.seats):
                low[seats] += m.M * weight // S
                high[seats] += -(-m.M * weight // S)
            for seats in sorted(set(times) | set(low)):
                if not low[seats] <= times[seats] <= high[seats]:
                    text = show(", ".join(f"{y} of class {t}" for t, y in seats), 100)
                    yield f"{times[seats]} tickets have the seats {text}; by weight it is {low[seats]} to {high[seats]}"
                for t, y in seats:
                    X[t] += times[seats] * y
            factor = total = 1
        tickets = Counter(name for panel in self.tickets for name in panel)
        for name, t in zip(pool.names, pool.classes):
            if t is not None:
                share, scale = factor * X[t], total * classes[t].n
                off = abs(tickets[name] * scale - share)
                if off > 6 * scale and 10 * off > share:
                    yield f"{show(name)} is on {tickets[name]} tickets, their share is {near(Fraction(share, scale))}"

    def composition_of(self, panel):
        """The seats per class of a ticket, of those not on the panel already."""
        pool, names = self.pool, [name for name in panel if name not in self.m.already and name in self.pool.position]
        found = Counter(pool.classes[pool.position[name]] for name in names)
        return tuple(sorted((t, y) for t, y in found.items() if t is not None))

    # -------- 6: seed, number, panel, alternates

    def canonical_seed(self):
        """"`text`: the text itself; `public`: `dice 4 1 6 …`, `drand ROUND RANDOMNESS` (randomness = SHA-256 of the signature's
        bytes), or both, dice first, joined by ` | `; `pick`: `pick 437`" """
        m, seed, texts = self.m, fit(self.record["seed"], SEEDS[self.m.kind], "seed"), []
        if m.kind == "text":
            return seed["text"]
        if m.kind == "pick":
            demand(seed["number"] < m.M, f"seed: the number picked is {seed['number']}, there are {m.M} tickets from 0 on")
            return f"pick {seed['number']}"
        for name in ("dice", "drand"):
            demand((name in seed) == bool(getattr(m, name)), f"seed: {name} should be there just where the manifest has it")
        if m.dice:
            demand(len(seed["dice"]) == m.dice["count"],
                   f"seed: {len(seed['dice'])} dice, the manifest says {m.dice['count']}")
            for roll in seed["dice"]:
                demand(roll <= m.dice["sides"], f"seed: {roll} was rolled, the dice have {m.dice['sides']} sides")
            texts.append("dice " + " ".join(map(str, seed["dice"])))
        if m.drand:
            round_number, signature = seed["drand"]["round"], bytes.fromhex(seed["drand"]["signature"])
            demand(round_number == m.drand["round"],
                   f"seed: drand round {round_number}, the manifest says {m.drand['round']}")
            texts.append(f"drand {round_number} {sha256(signature).hex()}")
        return " | ".join(texts)

    def check_seed(self):
        """The draw seed; None where the seed is not of the manifest's shape."""
        m, text = self.m, self.read("seed", self.canonical_seed)
        if text is None:
            return None
        self.note("seed", "holds", f'"{show(text, 1000)}" has the shape that the manifest says')
        if m.drand:
            self.open("drand", f"the signature of round {m.drand['round']}, not checked: that takes pairings. Compare it "
                      f"with what the beacon published for {m.drand['time']}")
        seed = draw_seed(self.commitment, text)
        stated = self.record["draw_seed"]
        self.equal("draw seed", stated, seed.hex(), "it is not that of the seed and the commitment", "it follows from both")
        return seed

    def check_draw(self):
        m, seed = self.m, self.check_seed()
        if seed is None:
            return self.open("number", "not checked, nor the panel: they depend on the seed")
        self.panels = panels = self.read("panel", self.panels_of_record)
        if panels is None:
            return self.open("panel", "not checked: it depends on what fails above")
        # "`pick`: the number picked. Otherwise named form: number(`ticket`, M); composition form: number(`composition`, 2^40)."
        drawn = number(seed, "ticket", m.M) if m.named else number(seed, "composition", S)
        if m.kind == "pick":
            drawn = self.record["seed"]["number"]
        said = self.record["number"]
        self.equal("number", said, drawn, f"the record says {said}, the seed gives {drawn}", f"{drawn} follows from the seed")
        what = "the panel" if m.P == 1 else "the panels"
        if not self.check("panel", self.panel_problems(what, panels), f"{sum(map(len, panels))} different people"
                          + (f" on {m.P} panels" if m.P > 1 else "")):
            return self.open("alternates", "not checked: they depend on the panel")
        if not m.named:
            self.check_panels([(what, panels)], what)
            self.check_seating(together(panels), drawn, seed)
        elif self.tickets:
            self.equal("panel", panels, numbered(self.ticket_parts[drawn], seed), f"it is not the one of ticket {drawn}",
                       f"it is ticket {drawn}" + (", its parts in order of lots" if m.P > 1 else ""))
        self.check_alternates(seed)
        self.check_arms(seed)
        return self.check_chosen(seed)

    def check_seating(self, panel, drawn, seed):
        """"the first c with number < weight_0 + … + weight_c. Then its seats y_t are given to people." """
        m, pool, weights = self.m, self.pool, self.distribution.weights if self.distribution else []
        c = next((c for c, end in enumerate(itertools.accumulate(weights)) if drawn < end), None)
        if c is None:
            return self.note("panel", "fails", "the number falls into no composition that can be read")
        composition = self.distribution.seats[c]
        if pool and not pool.erased:
            people_of = {}
            for i, t in enumerate(pool.classes):
                people_of.setdefault(t, []).append(i)
            drawn = self.read("panel", seat_people, composition, people_of, pool.names, pool.type, pool.home, seed)
            if drawn is None:
                return None
            expected = sorted([pool.names[i] for i in drawn] + m.seated)
            others = show(", ".join(sorted(set(panel) - set(expected))), 200)
            self.equal("panel", panel, expected, f"the seats of composition {c} do not go to {others}",
                       f"they get the seats of composition {c}")
            if m.P > 1 and panel == expected:
                parts = deal(drawn, pool, self.distribution.parts[c], seed)
                self.equal("panel", self.panels, numbered(parts, seed), "people are not on the panels that their lots give",
                           f"everybody is on the panel that their lot gives, of {m.P}")
            return None
        if self.people and m.published:
            self.check("panel", self.published_problems(panel, composition, c),
                       f"what is published of them fits composition {c}")
        if pool:
            self.check("panel", self.seat_problems(panel, composition, c),
                       f"those who were not erased have no more than the seats of composition {c}")
        return self.open("panel", f"which people get the seats of composition {c}, not checked: "
                         + ("people were erased" if pool else "that takes the canonical pool"))

    def published_problems(self, panel, composition, c):
        m, seats, has = self.m, Counter(), Counter()
        for t, y in composition:
            seats[tuple(self.classes[t].values[f] for f in m.published)] += y
        for name in panel:
            if name not in m.already:
                values = self.people.values[self.people.position[name]]
                has[tuple(values[f] for f in m.published)] += 1
        for values in sorted(set(seats) | set(has)):
            if seats[values] != has[values]:
                yield f"{has[values]} are drawn with {m.describe(values)}, composition {c} has {seats[values]} such seats"

    def seat_problems(self, panel, composition, c):
        """Where people were erased: the seats of each class, of which those erased may have any."""
        m, pool, seats = self.m, self.pool, dict(composition)
        has = Counter(pool.classes[pool.position[name]] for name in panel
                      if name in pool.position and name not in m.already and pool.position[name] not in pool.erased)
        for t, many in has.items():
            if t is None:
                yield f"{many} of the panel have no class and cannot be drawn"
            elif many > seats.get(t, 0):
                yield f"{many} of the panel are of class {t}, composition {c} has {seats.get(t, 0)} such seats"

    def check_alternates(self, seed):
        m, called = self.m, self.record["alternates"]
        slow = self.pool and self.alternates_take_long()
        known = self.pool and not self.pool.erased and not slow
        self.check("alternates", self.alternate_problems(seed if known else None),
                   f"{len(called)} of {m.alternates}" + ("" if known else ", nobody twice or on the panel"))
        if not known and m.alternates:
            self.open("alternates", "whether they are the right ones, not checked: "
                      + ("people were erased" if self.pool and self.pool.erased else
                         "so many would take this program an hour, `sortition verify` less than a minute" if slow else
                         "that takes the canonical pool"))

    def alternates_take_long(self):
        """Where 10 scenarios, the fewest, are more than 10^9 steps: some hundreds of alternates."""
        m = self.m
        P = len({tuple(values) for values, t in zip(self.pool.values, self.pool.classes) if t is not None})
        w = m.alternates * P * len(m.features) * (1 + min(m.alternates, P))
        return m.rule == "least-violation" and 10 * w > 10**9

    def alternate_problems(self, seed):
        m, called, panel = self.m, self.record["alternates"], set(together(self.panels))
        if len(called) > m.alternates:
            yield f"{len(called)} are called, the manifest says {m.alternates}"
        for name in sorted(set(m.beside) & set(called)):
            yield f"{quoted(name)}, who sits ex officio, is called"
        for name, many in Counter(called).items():
            if many > 1 or name in panel:
                yield f"{quoted(name)} is called {many} times" + (" and on the panel" if name in panel else "")
            if self.people and name not in self.people.position:
                yield f"{quoted(name)} is not in the pool"
        expected = self.expected_alternates(panel, seed) if seed and m.alternates else called
        for i, (has, should) in enumerate(itertools.zip_longest(called, expected)):
            if has != should:
                yield f"alternate {i + 1} should be {show(should or 'nobody')}, the record has {show(has or 'nobody')}"

    def expected_alternates(self, panel, seed):
        if self.m.rule == "least-violation":
            return LeastViolation(self.pool, self.m, panel, seed).called()
        return (call_ranked if self.m.rule == "ranked" else call_alternates)(self.pool, panel, self.m.alternates, seed)

    def check_arms(self, seed):
        m, given, panel = self.m, self.record.get("arms"), self.record["panel"]
        if not m.arms or given is None:
            if m.arms or given is not None:
                self.note("arms", "fails", "there are arms in only one of the record and its manifest")
            return None
        names = [arm["arm"] for arm in m.arms["sizes"]]
        many = ", ".join(f"{given.count(a)} {quoted(name)}" for a, name in enumerate(names))
        if not self.check("arms", self.arm_problems(given), f"{many}: everybody of the panel has one"):
            return None
        if not self.pool or self.pool.erased or any(name not in self.pool.position for name in panel):
            return self.open("arms", "who has which, not checked: "
                             + ("people were erased" if self.pool else "that takes the canonical pool"))
        expected = self.read("arms", share_to_arms, self.pool, panel, m.arms, seed)
        if expected is None:
            return None
        wrong = [name for name, a, b in zip(panel, given, expected) if a != b]
        return self.equal("arms", given, expected, f"the seed gives {len(wrong)} another one, such as {show(wrong[:1])}",
                          "they follow from the seed")

    def arm_problems(self, given):
        m, panel = self.m, self.record["panel"]
        if len(given) != len(panel):
            yield f"{len(given)} are listed for {len(panel)} people"
        if max(given, default=0) >= len(m.arms["sizes"]):
            yield f"there is no arm {max(given)}"
        for a, arm in enumerate(m.arms["sizes"]):
            if m.arms["unit"] == "person" and given.count(a) != arm["size"]:
                yield f"{given.count(a)} people have {quoted(arm['arm'])}, the manifest says {arm['size']}"

    def check_chosen(self, seed):
        m, chosen = self.m, self.record.get("chosen")
        if not m.unit or chosen is None:
            if m.unit or chosen is not None:
                self.note("chosen", "fails", "people are chosen in only one of the record and its manifest")
            return None
        people = chosen["panel"] + chosen["alternates"]
        units = self.record["panel"] + self.record["alternates"]
        right = all(len(chosen[n]) == len(self.record[n]) for n in chosen) and len(set(people)) == len(people)
        self.equal("chosen", right, True, "it is not one person of each unit, all of them different",
                   f"{len(people)} different people, one of each unit")
        file = self.beside("members.csv")
        if not right or not self.pool or not os.path.lexists(file):
            return self.open("chosen", "whether it is them, not checked: that takes the canonical pool and members.csv")
        data = self.read("members", read_file, file)
        if data is None:
            return None
        self.equal("members", sha256(data).hex(), m.unit["members"], "its SHA-256 is not the one in the manifest",
                   f"members.csv has the hash in the manifest: {m.unit['people']} people")
        members = self.read("members", read_members, data, m, self.pool)
        if members is None:
            return None
        # "the one of the smallest lot (label `unit person`)", or else "the first of the row"
        first = {"lot": lambda of: min(of, key=lambda name: (lot(seed, "unit person", name), name.encode("utf-8")))}
        rule = first.get(m.unit["choose"], lambda of: of[0])
        wrong = [unit for unit, name in zip(units, people) if unit not in members or rule(members[unit]) != name]
        return self.equal("chosen", wrong, [], f"for {show(wrong[:1])} somebody else should come",
                          f"they are those whom the rule names ({m.unit['choose']})")

    # -------- 7: the ledger

    def check_ledger(self):
        if "ledger" not in self.record:
            if not self.m.one_off:
                self.note("ledger", "fails", 'draw-record.json: "ledger" is missing; only a draw by plain flags has none')
            elif os.path.lexists(self.beside("ledger.jsonl")):
                self.open("ledger", "not checked: the record does not name one")
            return None
        if self.m.one_off:
            return self.note("ledger", "fails", 'draw-record.json: "ledger" does not belong to a draw by plain flags')
        length, head = self.record["ledger"]["length"], self.record["ledger"]["head"]
        there = length or os.path.lexists(self.beside("ledger.jsonl"))
        data = self.read("ledger", read_file, self.beside("ledger.jsonl")) if there else b""
        return None if data is None else self.check(
            "ledger", self.ledger_problems(data, length, head), f"{length} lines, each with the hash of the one before")

    @staticmethod
    def ledger_problems(data, length, head):
        """"`previous`: SHA-256 of the line before, without its line feed; 64 zeros in the first. The head is the hash of the
        last line; 64 zeros when there is none." """
        previous, lines = "0" * 64, data.split(b"\n", min(length, len(data)))
        demand(len(lines) > length, f"ledger.jsonl: has {len(lines) - 1} whole lines, the record covers {length}")
        for i, line in enumerate(lines[:length]):
            place = f"ledger.jsonl, line {i + 1}"
            entry = fit(read_json(line, place), LEDGER_ENTRY, place)
            try:
                datetime.fromisoformat(entry["time"][:-1])
            except ValueError:
                yield f"{place}: there is no time {entry['time']}"
            if entry["entry"] != i:
                yield f"{place}: the entry is numbered {entry['entry']}, not {i}"
            if entry["previous"] != previous:
                yield f"{place}: does not have the hash of the line before"
            previous = sha256(line).hex()
        if previous != head:
            yield f"ledger.jsonl: the head after {length} lines is {previous}, the record says {head}"

    # -------- a person's receipt

    def find_receipt(self, name, salt):
        """The values and class whose leaf is the person's. Tried are those of every class; for whoever has no class, those
        values without it and, if they are not too many, all combinations of values."""
        i, values = self.people.position[name], [list(c.values) for c in self.classes]
        tries, many = itertools.chain(zip(values, itertools.count()), ((v, None) for v in values)), 1
        for of in self.m.values:
            many *= len(of)
        if many <= 10**6:
            tries = itertools.chain(tries, ((list(v), None) for v in itertools.product(*map(range, map(len, self.m.values)))))
        for found in tries:
            if leaves(salt, name, *found, None, 0)[0] == self.receipts[i]:
                return found
        raise Wrong(f"with this salt, no values and class give the leaf of {show(name)} in people.csv")

    def check_receipt(self):
        m, (name, salt) = self.m, self.receipt
        people = self.read("receipt", read_people, self.files["people.csv"], m) if "people.csv" in self.files else None
        if not m.salts:
            return self.open("receipt", "not checked: this lottery has no salts, so there are no receipts")
        if not people or not self.classes:
            return self.open("receipt", "not checked: it depends on what fails above")
        if name not in people.position:
            return self.note("receipt", "fails", f"{quoted(name)} is not in people.csv")
        self.receipts, self.people = people.leaves, people
        found = self.read("receipt", self.find_receipt, name, salt)
        if not found:
            return None
        text = show("; ".join(f"{f}: {of[v]}" for f, of, v in zip(m.features, m.values, found[0])), 1000)
        self.note("receipt", "holds", f"{show(name)} is in the pool as {text}")
        t = found[1]
        if t is None:
            return self.note("receipt", "holds", "they have no class: on the panel already, or living with somebody who is")
        if self.distribution:
            chance = Fraction(self.distribution.X[t] * m.in_use, S * self.classes[t].n * m.P)
            self.note("receipt", "holds", f"they are of class {t}, whose chance is {near(100 * chance)} in a hundred")
        if self.tickets:
            self.note("receipt", "holds", f"they are on {sum(name in panel for panel in self.tickets)} of {m.M} tickets")
        return self.open("receipt", "household and household type, not checked: they are not on the receipt")

    # -------- the verdict

    def verdict(self):
        outcomes = Counter(line[1] for line in self.lines)
        fails, left = outcomes["fails"], outcomes["not checked"]
        if fails or not self.m:
            points = "1 point fails" if fails == 1 else f"{fails} points fail"
            files = fails and fails == self.missing
            return 2 if files else 1, f"DOES NOT HOLD: {points}" + (", for want of files." if files else ".")
        so_far = f"HOLDS, as far as it was checked ({left} not, see above)" if left else "HOLDS"
        return 0, so_far + {
            None: ": the lottery. Nothing is drawn yet.",
            "official": ": the panel follows from the commitment and the roll. Compare both with what was public.",
            "uncommitted": ": the panel follows from the seed. But nothing shows that no other seed was tried first.",
            "rehearsal": ": the panel follows from the seed. But this is a rehearsal, nobody is really drawn.",
        }[self.record and self.record.get("status")]


# ------------------------------------------------------------------------------------------------ an invitation

class Invitation(Manifest):
    """The manifest of an invitation. strata are the combinations of values, "the last feature's values fastest", with weights:
    "the product of its values' rates"."""

    what, one_off, named, M = ("invitation", "invitation"), False, False, None

    def __init__(self, m):
        fit(m, INVITATION, "manifest")
        self.m, self.title = m, m["title"]
        in_order([of["feature"] for of in m["strata"]], "manifest, strata")
        for of in m["strata"]:
            in_order([v["value"] for v in of["values"]], f"manifest, strata by {quoted(of['feature'])}")
        self.take_seed_source(m["seed_source"])
        demand(self.kind != "pick", "manifest, seed_source: an invitation has no numbered tickets to pick from")
        self.strata, self.rates = [[]], [Fraction(1)]
        for of in m["strata"]:
            demand(len(self.strata) * len(of["values"]) <= 10**6, "manifest: more than a million strata")
            self.strata = [[*values, v["value"]] for values in self.strata for v in of["values"]]
            self.rates = [rate * Fraction(v["rate"]) for rate in self.rates for v in of["values"]]


def share_out(letters, people, rates):
    """Letters by largest remainders, "of equal remainders, to the stratum with the smaller number. Strata that now have more
    letters than people become full: each has as many letters as people"; the rest is shared out anew among the others."""
    demand(letters <= sum(people), f"there are {letters} letters for {sum(people)} people")
    full = set()
    while True:
        left = letters - sum(people[s] for s in full)
        weights = [0 if s in full else n * rate for s, (n, rate) in enumerate(zip(people, rates))]
        demand(left == 0 or sum(weights) > 0, "there are letters left for strata without a rate")
        exact = [left * weight / sum(weights) if left else Fraction(0) for weight in weights]
        shares = [share.numerator // share.denominator for share in exact]
        first = sorted(range(len(exact)), key=lambda s: (shares[s] - exact[s], s))
        for s in first[:left - sum(shares)]:
            shares[s] += 1
        over = {s for s, n in enumerate(people) if shares[s] > n}
        if not over:
            return [people[s] if s in full else share for s, share in enumerate(shares)]
        full |= over


class InvitationVerifier(Verifier):
    """What is public of an invitation. Who was invited takes the register and the secret key."""

    def run(self):
        file = self.record_name or "manifest.json"
        found = self.read("record" if self.record_name else "manifest", lambda: read_json(read_file(self.beside(file)), file))
        if self.record_name:
            self.record = found and self.read("record", fit, found, INVITATION_RECORD, file)
            found = self.record and self.record["manifest"]
        self.m = found and self.read("manifest", Invitation, found)
        if not self.m:
            return self.open("all else", "not checked: it depends on what fails above")
        self.check_commitment(canonical(self.m.m))
        if not self.record:
            return None
        self.check_seed()
        if self.check("letters", self.letter_problems(), "shared out by people and rates, for each stratum as committed"):
            self.check("lots", self.lot_problems(), "as many different ones in each stratum as were invited")
        self.check_ledger()
        return self.open("people", "who was invited, not checked: that takes the register and the secret key")

    def letter_problems(self):
        """"`invited`, fewer than there are letters only where there is a household rule" """
        m, strata = self.m, self.record["strata"]
        demand([stratum["values"] for stratum in strata] == m.strata, "the strata are not those of the manifest, in its order")
        due = share_out(m.m["letters"], [stratum["people"] for stratum in strata], m.rates)
        for stratum, letters in zip(strata, due):
            place = f"stratum {quoted(', '.join(stratum['values']))}"
            if stratum["letters"] != letters:
                yield f"{place} has {stratum['letters']} letters, by people and rates it is {letters}"
            if stratum["invited"] > letters or (stratum["invited"] < letters and "per_household" not in m.m):
                yield f"{place}: {stratum['invited']} are invited, for {letters} letters"

    def lot_problems(self):
        """"`stratum,lot` of everybody invited, sorted by stratum, then lot" """
        file, strata = "invited-lots.csv", self.record["strata"]
        data = read_file(self.beside(file))
        if sha256(data).hex() != self.record["lots"]:
            yield f"{file}: its SHA-256 is not the one in the record"
        lots = [(digits(s, file, len(strata)), lot) for s, lot in read_csv(data, file, ["stratum", "lot"])]
        for a, b in zip(lots, lots[1:]):
            if a >= b:
                yield f"{file}: {show(b[1])} is not in order, or stands twice"
        if any(not HASH.fullmatch(lot) for _, lot in lots) or len({lot for _, lot in lots}) < len(lots):
            yield f"{file}: a lot is not 64 hexadecimal digits in lower case, or stands twice"
        has = Counter(s for s, _ in lots)
        for s, stratum in enumerate(strata):
            if has[s] != stratum["invited"]:
                yield f"{file}: has {has[s]} lots of stratum {s}, the record says {stratum['invited']}"

    def verdict(self):
        code, sentence = super().verdict()
        if code:
            return code, sentence
        return 0, sentence.split(":")[0] + (
            ": an invitation. Compare its commitment and the roll with what was public." if self.record
            else ": an invitation. Nobody is drawn yet.")


# ------------------------------------------------------------------------------------------------ replacements

class ReplacementVerifier(Verifier):
    """What happened to a panel since its draw, up to one entry. From docs/replacements.md."""

    def run(self):
        folder = os.path.dirname(os.path.abspath(self.folder))
        above = os.path.dirname(folder)
        draw = next((f for f in (os.path.join(above, "draw"), above) if os.path.isfile(os.path.join(f, RECORDS[0]))), None)
        self.record = self.read("record", self.read_entry, self.folder)
        if not self.record:
            return self.open("all else", "not checked: it depends on what fails above")
        self.note("record", "holds", f"entry {self.record['entry']} since the draw")
        if draw is None:
            return self.broken("draw", Missing(f"{RECORDS[0]}: the file is missing; it is looked for in draw/ beside replacements/"))
        of_draw, code = self.verify_draw(draw)
        if not of_draw.m:
            return None
        self.m, self.drawn, self.pool = of_draw.m, of_draw.record, None if code else of_draw.pool
        digest = sha256(read_file(os.path.join(draw, RECORDS[0]))).hex()
        self.history = []
        if self.check("chain", self.chain_problems(folder, digest), lambda: f"{len(self.history)} entries, each bound to the one before"):
            if self.check("panel", self.panel_problems(), "different people, and nobody serves twice"):
                self.check_quotas()
        return self.open("called", "whether they are whom the rule and the seed give, not checked: that takes a solver")

    @staticmethod
    def read_entry(folder):
        file = "replacement-record.json"
        record = fit(read_json(read_file(os.path.join(folder, file)), file), REPLACEMENT, file)
        kind = record["change"].get("kind")
        demand(kind in CHANGES, f"{file}: {quoted(kind)} is no kind of change")
        fit(record["change"], CHANGES[kind], f"{file}, change")
        return record

    def chain_problems(self, folder, digest):
        """"`previous` (SHA-256 of the record of the entry before, or of `draw-record.json`)" """
        names = [n for n in os.listdir(folder) if re.fullmatch("[0-9]{4,9}", n) and int(n) < self.record["entry"]]
        own = os.path.basename(os.path.abspath(self.folder))
        previous = digest
        for name in sorted(names, key=int) + [own]:
            path = os.path.join(folder, name)
            if name != own and not os.path.isfile(os.path.join(path, "replacement-record.json")):
                continue
            entry = self.read_entry(path)
            if entry["draw"] != digest:
                if name == own:
                    yield "it is of another draw"
                continue
            if entry["previous"] != previous or self.history and entry["entry"] <= self.history[-1]["entry"]:
                yield f"entry {entry['entry']} does not follow from the one before, or one is missing"
            previous = sha256(read_file(os.path.join(path, "replacement-record.json"))).hex()
            self.history.append(entry)

    def standing(self, changes):
        """"The state follows from the draw and the withdrawals that stand" """
        called = {one["person"] for change in changes for one in change["called"]}
        gone = {person for change in changes for person in change["people"]}
        return {"panel": sorted((set(self.drawn["panel"]) | called) - gone, key=lambda name: name.encode("utf-8")),
                "alternates": [name for name in self.drawn["alternates"] if name not in gone | called],
                "withdrawn": sorted(gone, key=lambda name: name.encode("utf-8"))}

    def panel_problems(self):
        stand = {}
        for entry in self.history:
            now, change, number = self.standing(stand.values()), entry["change"], entry["entry"]
            if change["kind"] == "undo":
                undone = stand.pop(change["of"], None)
                if undone is None or undone["people"] != change["back"] or [
                        one["person"] for one in undone["called"]] != change["released"]:
                    yield f"entry {number} does not undo a withdrawal that stands"
            else:
                leaving = set(change["people"])
                if not leaving <= set(now["panel"]) | set(now["alternates"]):
                    yield f"entry {number}: somebody withdraws who is not there"
                if change["number"] != max((other["number"] for other in stand.values()), default=0) + 1:
                    yield f"entry {number}: the number of the withdrawal is not the next"
                for one in change["called"]:
                    if one["person"] in set(now["panel"]) | leaving | set(now["withdrawn"]) | set(self.m.beside):
                        yield f"entry {number}: {show(one['person'])} is called, who sits or has withdrawn"
                    if (one["from"] == "alternates") != (one["person"] in now["alternates"]):
                        yield f"entry {number}: {show(one['person'])} is not of the {one['from']}"
                seats = self.m.k - len(set(now["panel"]) - leaving)
                names = [one["person"] for one in change["called"]]
                if change["seats"] != seats or change["empty"] != seats - len(names) or len(set(names)) < len(names):
                    yield f"entry {number}: the seats do not add up"
                if ("pick" in change) != bool(names):
                    yield f"entry {number}: a pick is there where nobody is called, or the other way round"
                stand[number] = change
            for name, people in self.standing(stand.values()).items():
                if people != entry[name]:
                    yield f"entry {number}: {name} are not what the change makes of them"

    def check_quotas(self):
        pool, change = self.pool, self.record["change"]
        if not pool or pool.erased:
            why = "people were erased" if pool else "that takes canonical-pool.csv of the draw"
            return self.open("quotas", f"and households, not checked: {why}")
        people = [pool.position.get(name) for name in self.record["panel"]]
        if None in people:
            return self.note("quotas", "fails", "somebody of the panel is not in the pool")
        if self.m.one_per_household:
            already = {pool.position[name] for name in self.m.seated}
            homes = Counter(pool.home[i] for i in people)
            twice = [home for home, n in homes.items() if n > 1 and sum(pool.home[i] == home for i in already) < n]
            self.note("households", *(("fails", "two people of one home sit") if twice else ("holds", "one person each")))
        seats = Counter(row for i in people for row in self.m.rows_of(pool.values[i]))
        broken = sum(max(0, low - seats[r], seats[r] - high) for r, (_, low, high, _) in enumerate(self.m.rows))
        told = sum(abs(bound["to"] - bound["from"]) for bound in change.get("relaxed", ()))
        free = change["kind"] == "undo" or change["seats"] == 0  # the panel is as good as it was
        if not free and broken != told:
            return self.note("quotas", "fails", f"missed or passed by {broken} seats, the record says {told}")
        return self.note("quotas", "holds", "kept" if not broken else f"missed or passed by {broken} seats, as the records say")

    def verdict(self):
        code, sentence = super().verdict()
        return (code, sentence) if code else (0, sentence.split(":")[0] + ": what happened since the draw.")


REPLACEMENT = {
    "format": {"sortition-replacement/1"}, "entry": POSITIVE, "draw": HASH, "previous": HASH,
    "software": {"name": TEXT, "version": TEXT}, "change": {...: ANY}, "panel": [TEXT], "alternates": [TEXT], "withdrawn": [TEXT]}
CHANGES = {
    "withdrawal": {
        "kind": TEXT, "number": POSITIVE, "people": [TEXT], "seats": COUNT, "rule": {"none", "alternates", "pool", "nearest"},
        "empty": COUNT, "pick": Maybe(range(S)), "called": [{"person": TEXT, "from": {"alternates", "pool"}}],
        "relaxed": [{"feature": TEXT, "value": TEXT, "side": {"min", "max"}, "from": COUNT, "to": COUNT}]},
    "undo": {"kind": TEXT, "of": POSITIVE, "back": [TEXT], "released": [TEXT]}}


# ------------------------------------------------------------------------------------------------ rotations

class RotationVerifier(Verifier):
    """Who left a standing panel before a term. From docs/standing-panels.md."""

    def run(self):
        self.record = self.read("record", self.read_rotation)
        if not self.record:
            return self.open("all else", "not checked: it depends on what fails above")
        record = self.m = self.record
        self.note("record", "holds", f"the rotation before term {record['term']} of {quoted(record['title'])}")
        if self.check("members", self.member_problems(), f"{len(record['members']) + record['gone']}, {record['leave']} of whom leave"):
            by = "by lot" if record["rule"] == "lot" else "the longest serving first, between equals by lot"
            self.check("leaving", self.turn_problems(), f"those whose turn it was: {by}")
        if record["needed"]:
            self.open("needed", f"whether the quotas need the {len(record['needed'])} who were passed over, not checked: that takes a solver")
        self.check_seed()
        draw = self.beside("draw")
        if not os.path.isfile(os.path.join(draw, RECORDS[0])):
            return self.open("draw", "of the newcomers, not checked: it is not in draw/ beside this file")
        of_draw, _ = self.verify_draw(draw)
        if of_draw.m and of_draw.record:
            self.check("staying", self.staying_problems(of_draw), "all others, on the panel before its newcomers were drawn")
        return None

    def read_rotation(self):
        record = fit(read_json(read_file(self.beside(self.record_name)), self.record_name), ROTATION, self.record_name)
        kind = record["seed"].get("kind")
        demand(kind in ROTATION_SEEDS, f"{self.record_name}: {quoted(kind)} is no kind of seed")
        fit(record["seed"], ROTATION_SEEDS[kind], f"{self.record_name}, seed")
        return record

    def member_problems(self):
        """"Members who are no longer in the pool leave first and are part of the stated number" """
        record = self.record
        in_order([member["person"] for member in record["members"]], f"{self.record_name}, members")
        if not record["gone"] <= record["leave"] <= len(record["members"]) + record["gone"]:
            yield f"{record['leave']} are to leave, of {len(record['members'])} members and {record['gone']} who are gone"
        if len(record["leaving"]) != record["leave"] - record["gone"]:
            yield f"{len(record['leaving'])} leave, it should be {record['leave'] - record['gone']}"

    def turn_problems(self):
        """"The seed of a rotation is SHA-256 over the length-prefixed texts `sortition/rotation-seed/1`, the canonical JSON of
        `{leave, members, rule, term}` [...] and that of its `seed`"; "the smallest comes first, with `longest-serving` among those of
        the same `since`"; "each leaves unless there would then be no panel": whoever was passed over is named as needed."""
        record = self.record
        asked = canonical({name: record[name] for name in ("leave", "members", "rule", "term")})
        seed = sha256(lp("sortition/rotation-seed/1", asked, canonical(record["seed"])))
        since = {one["person"]: one["since"] if record["rule"] == "longest-serving" else 0 for one in record["members"]}
        turns = sorted(since, key=lambda name: (since[name], lot(seed, "leaves", name)))
        leaving, needed = record["leaving"], record["needed"]
        up_to, passed_over = turns[:len(leaving) + len(needed)], set(needed)
        if [name for name in up_to if name not in passed_over] != leaving:
            yield "it was the turn of others"
        elif [name for name in up_to if name in passed_over] != needed or up_to[-1:] != leaving[-1:]:
            yield "those who are needed are not those who were passed over"

    def check_seed(self):
        """"the seed of the draw before": of the term before, or else of the panel's first draw"""
        seed = self.record["seed"]
        if seed["kind"] == "text":
            return self.note("seed", "holds", "any text: nothing shows that no other was tried first")
        own, terms = os.path.split(os.path.abspath(self.folder))[::-1]
        numbered = re.compile("[0-9]{4,9}")
        names = [n for n in os.listdir(terms) if numbered.fullmatch(n) and numbered.fullmatch(own) and int(n) < int(own)]
        places = [os.path.join(terms, n, "draw") for n in sorted(names, key=int, reverse=True)] + [os.path.join(terms, "..", "draw")]
        before = next((path for path in (os.path.join(place, RECORDS[0]) for place in places) if os.path.isfile(path)), None)
        if before is None:
            return self.open("seed", "whether it is that of the draw before, not checked: its record is not there")
        record = self.read("seed", lambda: self.read_record(read_file(before)))
        return record and self.equal("seed", seed["draw_seed"], record["draw_seed"], "it is not that of the draw before",
                                     "that of the draw before: nobody could choose it, anybody could foresee who leaves")

    def staying_problems(self, of_draw):
        left = set(self.record["leaving"])
        stay = {member["person"] for member in self.record["members"]} - left
        if not stay <= of_draw.m.already:
            yield "not all who stay were on the panel when its newcomers were drawn"
        if of_draw.m.k != self.record["size"]:
            yield f"the panel has {of_draw.m.k} seats, rotation.json says {self.record['size']}"
        if left & set(of_draw.record["panel"] + of_draw.record["alternates"]):
            yield "somebody who left was drawn again at once"

    def verdict(self):
        code, sentence = super().verdict()
        return (code, sentence) if code else (0, sentence.split(":")[0] + ": who left a standing panel.")


ROTATION = {
    "format": {"sortition-rotation/1"}, "title": TEXT, "term": COUNT, "rule": {"longest-serving", "lot"}, "size": COUNT, "leave": COUNT,
    "gone": COUNT, "pause": Maybe(COUNT), "members": [{"person": TEXT, "since": COUNT}], "seed": {...: ANY}, "leaving": [TEXT],
    "needed": [TEXT]}
ROTATION_SEEDS = {"text": SEEDS["text"], "draw": {"kind": {"draw"}, "draw_seed": HASH}}


# ------------------------------------------------------------------------------------------------ the program

RECORDS = ("draw-record.json", "invitation-record.json", "replacement-record.json", "rotation.json")


def choose(path):
    """The folder, and the name of the record in it; no name where there is only a manifest."""
    here = os.path.dirname(os.path.abspath(__file__))
    if path is None:
        path = here if any(os.path.isfile(os.path.join(here, name)) for name in RECORDS) else os.getcwd()
    if os.path.isdir(path):
        return path, next((name for name in RECORDS if os.path.lexists(os.path.join(path, name))), None)
    folder, name = os.path.split(os.path.abspath(path))
    return folder, None if name == "manifest.json" else name


def verifier_of(path):
    """By the format that a record or manifest states; a quote within a text would have a backslash."""
    with open(path, "rb") as file:
        data = file.read(BIGGEST)
    return next((kind for name, kind in KINDS.items() if b'"format":"sortition-%s' % name in data), Verifier)


KINDS = {b"invitation": InvitationVerifier, b"replacement/": ReplacementVerifier, b"rotation/": RotationVerifier}


def main():
    parser = argparse.ArgumentParser(description="Checks a draw by lot from its files.", allow_abbrev=False)
    parser.add_argument("path", nargs="?", metavar="FOLDER", help="the folder with draw-record.json, or that file")
    parser.add_argument("--canonical-pool", metavar="FILE", help="the confidential pool, where it is not in the folder")
    parser.add_argument("--receipt", nargs=2, metavar=("PSEUDONYM", "SALT"), help="look a person up, with their receipt")
    parser.add_argument("--json", action="store_true", help="print the lines as JSON")
    options = parser.parse_args()
    folder, name = choose(options.path)
    if not os.path.isfile(os.path.join(folder, name or "manifest.json")):
        parser.error(f"there is no {show(name or 'draw-record.json or manifest.json')} in {show(folder, 200)}")
    if options.canonical_pool is not None and not os.path.isfile(options.canonical_pool):
        parser.error(f"there is no file {show(options.canonical_pool, 200)}")
    receipt = options.receipt and (options.receipt[0], options.receipt[1].lower())
    if receipt and not re.fullmatch("[0-9a-f]{32}", receipt[1]):
        parser.error("a salt is 32 hexadecimal digits")
    kind = verifier_of(os.path.join(folder, name or "manifest.json"))
    if kind in (ReplacementVerifier, RotationVerifier) and receipt:
        parser.error("this is what came after a draw: receipts are for the record of the draw")
    if kind is InvitationVerifier and (receipt or options.canonical_pool):
        parser.error("this is an invitation: it has neither receipts nor a canonical pool")
    verifier = kind(folder, name, options.canonical_pool, receipt)
    verifier.read("all", verifier.run)
    code, sentence = verifier.verdict()
    sys.stdout.reconfigure(errors="backslashreplace")
    if options.json:
        checks = [dict(zip(("subject", "outcome", "detail"), line)) for line in verifier.lines]
        print(json.dumps({"holds": code == 0, "checks": checks}))
    else:
        words = {"holds": "holds", "fails": "FAILS", "not checked": "-"}
        for subject, outcome, detail in verifier.lines:
            print(f"  {words[outcome]:<6} {subject:<12} {detail}")
        print(sentence)
    return code


if __name__ == "__main__":
    sys.exit(main())
