import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

/** The vectors that tests/vectors/vectors.test.ts has for the code here, for bin/verify.py. */
const path = (name: string): string => fileURLToPath(new URL(`../../${name}`, import.meta.url));
const [program, vectors] = [path('bin/verify.py'), path('tests/vectors/building-blocks.json')];

/** Prints, for each group, how many vectors hold, and what does not. */
const SCRIPT = `
import hashlib, hmac, importlib.util, json, sys
from fractions import Fraction
from types import SimpleNamespace as Some
sys.dont_write_bytecode = True
spec = importlib.util.spec_from_file_location("verify", sys.argv[1])
v = importlib.util.module_from_spec(spec)
spec.loader.exec_module(v)
vectors = json.load(open(sys.argv[2], encoding="utf-8"))
held, wrong = {}, []

def same(group, has, should):
    held[group] = held.get(group, 0) + (has == should)
    if has != should:
        wrong.append(f"{group}: {has!r:.200} should be {should!r:.200}")

def refuses(function, *given):
    try:
        function(*given)
    except v.Wrong:
        return True
    return False

unhex = bytes.fromhex
for one in vectors["lp"]:
    same("lp", v.lp(*(p["text"] if "text" in p else unhex(p["hex"]) for p in one["parts"])).hex(), one["hex"])
for one in vectors["canonical_json"]["written"]:
    data = one["text"].encode("utf-8")
    same("canonical_json", (v.read_json(data, "x"), v.sha256(data).hex()), (one["value"], one["sha256"]))
for kind in ("refused", "refused_as_judged"):
    for one in vectors["canonical_json"][kind]:
        data = unhex(one["hex"]) if "hex" in one else one["text"].encode("utf-8")
        same("canonical_json, refused", (one["why"], refuses(v.read_json, data, "x")), (one["why"], True))
for one in vectors["canonical_csv"]["written"]:
    same("canonical_csv", v.read_csv(one["text"].encode("utf-8"), "x", one["rows"][0]), one["rows"][1:])
for one in vectors["canonical_csv"]["refused"]:
    has = refuses(v.read_csv, one["text"].encode("utf-8"), "x", one["header"])
    same("canonical_csv, refused", (one["why"], has), (one["why"], True))
for one in vectors["order_of_bytes"]:
    same("order_of_bytes", refuses(v.in_order, one["sorted"], "x"), False)
    same("order_of_bytes", refuses(v.in_order, one["texts"], "x"), True)
for one in vectors["hmac_sha256"]:
    same("hmac_sha256", hmac.digest(unhex(one["key"]), unhex(one["data"]), "sha256").hex(), one["mac"])
for one in vectors["number"]:
    same("number", v.number(unhex(one["draw_seed"]), one["label"], one["bound"]), one["number"])
for one in vectors["lots"]:
    lots = [v.lot(unhex(one["draw_seed"]), one["label"], name).hex() for name in one["people"]]
    same("lots", lots, one["lots"])
    same("lots", [name for _, name in sorted(zip(lots, one["people"]))], one["in_order"])
for one in vectors["merkle"]:
    hashes = [v.leaf_hash(unhex(leaf)) for leaf in one["leaves"]]
    same("merkle", [h.hex() for h in hashes], one["leaf_hashes"])
    same("merkle", v.merkle_root(hashes).hex(), one["root"])
for one in vectors["leaves"]:
    has = v.leaves(one["salt"], one["pseudonym"], one["values"], one["class"], one["household"], one["type"])
    same("leaves", [h.hex() for h in has], [one["leaf_hash"], one["home_leaf_hash"]])
for one in vectors["drand_time"]:
    same("drand_time", v.drand_time(one["round"]), one["time"])
for one in vectors["drand_randomness"]:
    same("drand_randomness", v.sha256(unhex(one["signature"])).hex(), one["randomness"])

def canonical_seed(one):
    source = one["seed_source"]
    m = Some(kind=source["kind"], dice=source.get("dice"), drand=source.get("drand"), M=one["tickets"])
    return v.Verifier.canonical_seed(Some(m=m, record={"seed": one["seed"]}))

for one in vectors["seeds"]:
    text = canonical_seed(one)
    seed = v.draw_seed(one["commitment"], text)
    same("seeds", [text, seed.hex()], [one["canonical_seed"], one["draw_seed"]])
    if one["seed"]["kind"] != "pick":
        same("seeds", v.number(seed, "ticket", one["tickets"]), one["number_named"])
        same("seeds", v.number(seed, "composition", v.S), one["number_composition"])
for one in vectors["seeds_refused"]:
    same("seeds, refused", (one["why"], refuses(canonical_seed, one)), (one["why"], True))

for one in vectors["certificate"]:
    # A feature whose values are the quotas; rows_of says which of them a class is in.
    groups = {g["household_group"]: g["group_homes"] for g in one["groups"]}
    classes = [Some(n=c["people"], homes=c["homes"], group=c["household_group"], rows=c["rows"],
                    group_homes=groups.get(c["household_group"]), values=c["rows"]) for c in one["classes"]]
    quotas = [(q["lower"], q["upper"]) for q in one["quotas"]]
    free = len(quotas)
    m = Some(rows=quotas, K=one["K"], P=1, one=one["K"], left=lambda row: quotas[row], rows_of=lambda rows: [r for r in rows if r < free])
    bounds, rows_of = v.certificate_rows(classes, m)
    same("certificate", bounds, [(r["lower"], r["upper"]) for r in one["rows"]])
    same("certificate", rows_of, [c["rows"] for c in one["classes"]])
    X, sigma = [int(x) for x in one["seats"]], 1 if one["direction"] == "raise" else -1
    cuts = [({t: w for t, w in enumerate(cut["weights"]) if w}, cut["bound"]) for cut in one["cuts"]]
    pairs = lambda of: {index: int(text) for index, text in of}
    levels = [(l["fixed"], pairs(l["y"]), pairs(l["lambda"]), pairs(l["kappa"]), int(l["mu"])) for l in one["levels"]]
    U, gaps = set(range(len(classes))), []
    for level, said in zip(levels, one["levels"]):
        numbers = v.level_numbers(level, sigma, one["K"], classes, bounds, rows_of, cuts, X, U)
        same("certificate", numbers, tuple(int(said[name]) for name in "BND"))
        U.difference_update(level[0])
    objective = "minimax" if sigma < 0 else "maximin"
    problems = list(v.level_problems(levels, sigma, one["K"], classes, bounds, rows_of, cuts, X, objective, gaps))
    same("certificate", gaps, [Fraction(int(l["gap"][0]), int(l["gap"][1])) for l in one["levels"]])
    same("certificate", not [p for p in problems if "no level" not in p], one["levels_hold"])

def people_of(one):
    people, types = one["people"], one["household_types"]
    homes = [("alone", i) if types == "none" or p["household"] is None else p["household"] for i, p in enumerate(people)]
    return [p["pseudonym"] for p in people], [p["class"] for p in people], homes

for one in vectors["seating"]:
    names, classes, homes = people_of(one)
    members = {}
    for i, t in enumerate(classes):
        members.setdefault(t, []).append(i)
    try:
        composition = [(t, y) for t, y in enumerate(one["composition"]) if y]
        found = v.seat_people(composition, members, names, [p["type"] for p in one["people"]], homes, unhex(one["draw_seed"]))
        has = [names[i] for i in found]
    except v.Wrong:
        has = None
    same("seating", has, one["seated"])
for one in vectors["alternates"]:
    names, classes, homes = people_of(one)
    pool = Some(names=names, classes=classes, home=homes, values=[p["values"] for p in one["people"]],
                position={name: i for i, name in enumerate(names)})
    same("alternates", v.call_alternates(pool, one["panel"], one["alternates"], unhex(one["draw_seed"])), one["called"])
for one in vectors["ledger"]:
    lines = one["text"].splitlines(keepends=True)
    for length, head in enumerate(one["heads"]):
        same("ledger", list(v.Verifier.ledger_problems("".join(lines).encode("utf-8"), length, head)), [])
        same("ledger", len(list(v.Verifier.ledger_problems("".join(lines).encode("utf-8"), length, "0" * 63 + "1"))), 1)
print(json.dumps([held, wrong]))
`;

test('verify.py gives what every vector says', () => {
  const printed = execFileSync('python3', ['-c', SCRIPT, program, vectors], { encoding: 'utf8', timeout: 60_000 });
  const [held, wrong] = JSON.parse(printed) as [Record<string, number>, string[]];
  expect(wrong).toEqual([]);
  const groups = Object.keys(JSON.parse(readFileSync(vectors, 'utf8'))).filter((name) => name !== 'about');
  const checked = new Set(Object.keys(held).map((group) => group.replace(/^(.*), refused$/, '$1')));
  // Refused seeds are a group of their own in the file.
  expect([...checked].sort()).toEqual(groups.filter((name) => name !== 'seeds_refused').sort());
  expect(Object.values(held).every((count) => count > 0)).toBe(true);
});
