import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { findChromium, howToGetOne } from '@/scripts/lib/chromium.mjs'
import { root } from '@/scripts/lib/root.mjs'
import { say } from '@/scripts/lib/say.mjs'
import type { PageFigures } from './pages/measure-pages'
import type { Measurement } from './report'

const COPIED = [
  'app',
  'cli',
  'components',
  'e2e',
  'lib',
  'public',
  'scripts',
  'instrumentation.ts',
  'next.config.ts',
  'package.json',
  'package-lock.json',
  'postcss.config.mjs',
  'proxy.ts',
  'tsconfig.json',
]
const EMPTY_PAGE = 'export default function EmptyPage() {\n  return <p>Empty</p>\n}\n'

/** Each page beside an empty page of the same build. The empty page exists only in a copy of the tree. */
export async function benchPages(): Promise<Measurement[]> {
  if (!findChromium()) {
    say(howToGetOne)
    return []
  }
  const copy = mkdtempSync(path.join(tmpdir(), 'slipway-bench-'))

  try {
    return measurementsOf(measureIn(copy))
  } finally {
    rmSync(copy, { recursive: true, force: true })
  }
}

function measureIn(copy: string): PageFigures[] {
  for (const entry of COPIED) {
    cpSync(path.join(root, entry), path.join(copy, entry), { recursive: true })
  }
  // Hard links: the bundler doesn't follow a symbolic link out of the project.
  spawnSync('cp', ['-al', path.join(root, 'node_modules'), copy])
  mkdirSync(path.join(copy, 'app/empty'))
  writeFileSync(path.join(copy, 'app/empty/page.tsx'), EMPTY_PAGE)
  runIn(copy, ['scripts/build.mjs'])
  const figures = path.join(copy, 'figures.json')
  runIn(copy, ['scripts/run.mjs', 'scripts/checks/bench/pages/measure-pages.ts', figures])
  return JSON.parse(readFileSync(figures, 'utf8')) as PageFigures[]
}

function runIn(cwd: string, command: string[]): void {
  const { status } = spawnSync(process.execPath, command, { cwd, stdio: ['ignore', 2, 2] })

  if (status !== 0) {
    throw new Error(`${command.join(' ')} failed`)
  }
}

function measurementsOf(figures: PageFigures[]): Measurement[] {
  const empty = figures.find(({ address }) => address === '/empty')
  const pages = figures.filter((page) => page !== empty)

  return [
    ...pages.map(({ address, scriptBytes }) => ({
      name: `JavaScript of ${address}`,
      peer: 'empty page',
      unit: 'bytes' as const,
      runs: [scriptBytes],
      peerRuns: [empty?.scriptBytes ?? Number.NaN],
      // The permission editor brings its editor, its rules and their tables.
      ...(address.startsWith('/roles/') ? {} : { goal: { ratio: 1.35 } }),
    })),
    ...pages.map(({ address, firstByteMs }) => ({
      name: `first byte of ${address}`,
      peer: 'empty page',
      unit: 'ms' as const,
      runs: firstByteMs,
      peerRuns: empty?.firstByteMs ?? [],
      goal: { value: 20 },
    })),
    ...pages.flatMap((page) => [...vitalsIn(page, empty, 'desktop'), ...vitalsIn(page, empty, 'phone')]),
  ]
}

/** An empty page has nothing to press, so an interaction has no peer. */
function vitalsIn(
  { address, vitals }: PageFigures,
  empty: PageFigures | undefined,
  size: 'desktop' | 'phone',
): Measurement[] {
  const { cls, shiftAfterPress, firstPaintMs, interactionMs } = vitals[size]
  const peer = empty?.vitals[size]
  const row = (
    name: string,
    unit: Measurement['unit'],
    [own, other]: [number, number | undefined],
    goal: Measurement['goal'],
  ): Measurement => ({
    name: `${name} of ${address}, ${size}`,
    peer: 'empty page',
    unit,
    runs: [own],
    peerRuns: other === undefined ? [] : [other],
    ...(goal ? { goal } : {}),
  })
  return [
    row('layout shift', 'score', [cls, peer?.cls], { value: 0.02 }),
    row('shift after a press', 'score', [shiftAfterPress, undefined], undefined),
    row('first paint', 'ms', [firstPaintMs, peer?.firstPaintMs], { value: 1000 }),
    row('press to frame', 'ms', [interactionMs ?? Number.NaN, undefined], { value: 200 }),
  ]
}
