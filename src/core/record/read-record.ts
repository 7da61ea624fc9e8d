import type { Arms } from '../panel/arms.js';
import { type DropOutRates, THOUSAND } from '../panel/drop-outs.js';
import type { Certificate, Pair } from '../selection/certificate.js';
import { parseCanonicalJson } from './canonical-json.js';
import type { PoolSeal } from './canonical-pool.js';
import type { DrawRecord } from './draw-record.js';
import type { Manifest, Reading } from './manifest.js';
import type { UnitSeal } from './members.js';
import { readLedgerHead, readSeed, readSoftware, readSource } from './read-seed.js';
import { Shape } from './shape.js';

/** Reads draw-record.json. Throws NOT_CANONICAL or RECORD_SHAPE. */
export function readRecord(text: string, file = 'draw-record.json'): DrawRecord {
  const record = new Shape(parseCanonicalJson(text, file), file).only(
    'format',
    'status',
    'manifest',
    'commitment',
    'seed',
    'draw_seed',
    'number',
    'panel',
    'panels',
    'alternates',
    'arms',
    'chosen',
    'ledger',
  );
  return {
    format: record.get('format').oneOf('sortition-draw-record/1'),
    status: record.get('status').oneOf('uncommitted', 'official', 'rehearsal'),
    manifest: readManifest(record.get('manifest')),
    commitment: record.get('commitment').hex(),
    seed: readSeed(record.get('seed')),
    draw_seed: record.get('draw_seed').hex(),
    number: record.get('number').count(),
    panel: record.get('panel').texts(),
    ...(record.has('panels') && {
      panels: record.get('panels').list((people) => people.texts()),
    }),
    alternates: record.get('alternates').texts(),
    ...(record.has('arms') ? { arms: record.get('arms').list((arm) => arm.count()) } : {}),
    ...(record.has('chosen') ? { chosen: readChosen(record.get('chosen')) } : {}),
    ...(record.has('ledger') ? { ledger: readLedgerHead(record.get('ledger')) } : {}),
  };
}

/** Reads manifest.json. Throws NOT_CANONICAL or RECORD_SHAPE. */
export const readManifestText = (text: string, file = 'manifest.json'): Manifest =>
  readManifest(new Shape(parseCanonicalJson(text, file), file));

function readManifest(manifest: Shape): Manifest {
  manifest.only(
    'format',
    'title',
    'purpose',
    'software',
    'pool',
    'reading',
    'quotas',
    'settings',
    'published',
    'files',
    'seed_source',
  );
  const settings = manifest
    .get('settings')
    .only(
      'size',
      'objective',
      'gamma',
      'one_per_household',
      'household_types',
      'solver',
      'alternates',
      'alternates_rule',
      'dropout',
      'lottery_form',
      'tickets',
      'seated',
      'arms',
      'unit',
      'panels',
      'reserve',
      'ex_officio',
    );
  const files = manifest.get('files');
  return {
    format: manifest.get('format').oneOf('sortition-manifest/1'),
    title: manifest.get('title').text(),
    purpose: manifest.get('purpose').oneOf('draw', 'rehearsal'),
    software: readSoftware(manifest.get('software')),
    pool: readSeal(manifest.get('pool')),
    reading: readReading(manifest.get('reading')),
    quotas: manifest.get('quotas').list((entry) => ({
      feature: entry.only('feature', 'values').get('feature').text(),
      values: entry.get('values').list((quota) => ({
        value: quota.only('value', 'min', 'max', 'seated').get('value').text(),
        min: quota.get('min').count(),
        max: quota.get('max').count(),
        ...(quota.has('seated') ? { seated: quota.get('seated').count() } : {}),
      })),
    })),
    settings: {
      size: settings.get('size').count(),
      objective: settings.get('objective').text(),
      ...(settings.has('gamma') ? { gamma: settings.get('gamma').text() } : {}),
      one_per_household: settings.get('one_per_household').flag(),
      household_types: settings.get('household_types').oneOf('none', 'profiles', 'size'),
      solver: settings.get('solver').oneOf('js', 'highs'),
      alternates: settings.get('alternates').count(),
      ...(settings.has('alternates_rule')
        ? { alternates_rule: settings.get('alternates_rule').oneOf('least-violation', 'ranked') }
        : {}),
      ...(settings.has('dropout') ? { dropout: readDropout(settings.get('dropout')) } : {}),
      lottery_form: settings.get('lottery_form').oneOf('named', 'composition'),
      ...(settings.has('tickets') ? { tickets: settings.get('tickets').count() } : {}),
      ...(settings.has('seated') ? { seated: settings.get('seated').texts() } : {}),
      ...(settings.has('arms') ? { arms: readArms(settings.get('arms')) } : {}),
      ...(settings.has('unit') ? { unit: readUnit(settings.get('unit')) } : {}),
      ...(settings.has('panels') ? { panels: settings.get('panels').count() } : {}),
      ...(settings.has('reserve') ? { reserve: settings.get('reserve').count() } : {}),
      ...(settings.has('ex_officio') ? { ex_officio: settings.get('ex_officio').texts() } : {}),
    },
    ...(manifest.has('published') ? { published: manifest.get('published').texts() } : {}),
    files: Object.fromEntries(files.keys().map((name) => [name, files.get(name).hex()])),
    seed_source: readSource(manifest.get('seed_source')),
  };
}

function readChosen(chosen: Shape): NonNullable<DrawRecord['chosen']> {
  const people = (key: string): string[] => chosen.get(key).texts();
  chosen.only('panel', 'alternates');
  return { panel: people('panel'), alternates: people('alternates') };
}

function readUnit(unit: Shape): UnitSeal {
  return {
    choose: unit.only('choose', 'people', 'members').get('choose').oneOf('lot', 'oldest', 'youngest'),
    people: unit.get('people').count(),
    members: unit.get('members').hex(),
  };
}

function readArms(arms: Shape): Arms {
  return {
    unit: arms.only('unit', 'sizes').get('unit').oneOf('person', 'household'),
    sizes: arms.get('sizes').list((entry) => ({
      arm: entry.only('arm', 'size').get('arm').text(),
      size: entry.get('size').count(),
    })),
  };
}

function readDropout(rates: Shape): DropOutRates {
  return {
    overall: rates.only('overall', 'by').get('overall').count(THOUSAND),
    by: rates.get('by').list((of) => ({
      feature: of.only('feature', 'values').get('feature').text(),
      values: of.get('values').list((one) => ({
        value: one.only('value', 'rate').get('value').text(),
        rate: one.get('rate').count(THOUSAND),
      })),
    })),
  };
}

function readArea(area: Shape): { column: string; value: string } {
  return { column: area.only('column', 'value').get('column').text(), value: area.get('value').text() };
}

const readReading = (reading: Shape): Reading => ({
  id: reading.only('id', 'household', 'area', 'excluded').get('id').text(),
  household: reading.get('household').texts(),
  ...(reading.has('area') ? { area: readArea(reading.get('area')) } : {}),
  ...(reading.has('excluded') ? { excluded: reading.get('excluded').count() } : {}),
});

function readSeal(pool: Shape): PoolSeal {
  const people = pool.get('people').count();
  if (pool.has('digest')) return { people, digest: pool.only('people', 'digest').get('digest').hex() };
  pool.only('people', 'root', 'homes_root');
  return { people, root: pool.get('root').hex(), homes_root: pool.get('homes_root').hex() };
}

/** Reads certificate.json. */
export function readCertificate(text: string, file = 'certificate.json'): Certificate {
  const certificate = new Shape(parseCanonicalJson(text, file), file).only(
    'format',
    'direction',
    'seats',
    'cuts',
    'levels',
  );
  certificate.get('format').oneOf('sortition-certificate/1');
  return {
    direction: certificate.get('direction').oneOf('raise', 'lower'),
    seats: certificate.get('seats').list((seats) => seats.bigInteger()),
    cuts: certificate.get('cuts').list((cut) => ({
      weights: Int32Array.from(
        cut
          .only('weights', 'bound')
          .get('weights')
          .list((weight) => weight.integer()),
      ),
      bound: cut.get('bound').integer(),
    })),
    levels: certificate.get('levels').list((level) => ({
      fixed: level
        .only('fixed', 'y', 'lambda', 'mu', 'kappa')
        .get('fixed')
        .list((t) => t.count()),
      y: level.get('y').list(readPair),
      lambda: level.get('lambda').list(readPair),
      mu: level.get('mu').bigInteger(),
      kappa: level.get('kappa').list(readPair),
    })),
  };
}

function readPair(pair: Shape): Pair {
  const [index, numerator] = pair.list((item) => item, 2);
  return [(index ?? pair).count(), (numerator ?? pair).bigInteger()];
}
