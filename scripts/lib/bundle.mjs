// Turns a TypeScript program of ours into plain modules, once for each state of its sources: what starts often starts fast.
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { root } from './root.mjs'

// Below node_modules, because there the bundle finds the packages that it leaves out.
const CACHE = path.join(root, 'node_modules', '.cache', 'slipway')
const DAY_MS = 24 * 60 * 60 * 1000

/** Next's entries have no `exports`, so Node wants their file names. */
const NEXT_ENTRIES = {
  name: 'next-entries',
  setup: (build) =>
    build.onResolve({ filter: /^next\/\w+$/ }, ({ path: entry }) => ({ path: `${entry}.js`, external: true })),
}

/** Absolute path of a module that does what this file (relative to the clone) does. Bundles when a source changed. */
export async function bundled(file) {
  const entry = path.relative(root, path.resolve(root, file))
  const name = entry.replace(/\W+/g, '-')
  const known = readManifest(name)

  if (known && isCurrent(known.inputs)) {
    return known.module
  }
  return bundle(entry, name)
}

async function bundle(entry, name) {
  const { build } = await import('esbuild')
  const folder = path.join(CACHE, `${name}-${process.pid}-${Date.now()}`)
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: { main: entry },
    outdir: folder,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    packages: 'external',
    // The marker means something inside Next's bundles only.
    alias: { 'server-only': path.join(root, 'scripts/empty.ts') },
    plugins: [NEXT_ENTRIES],
    chunkNames: '[name]-[hash]',
    outExtension: { '.js': '.mjs' },
    sourcemap: 'linked',
    metafile: true,
    logLevel: 'error',
  })
  const sources = [...Object.keys(metafile.inputs), 'package-lock.json', 'tsconfig.json']
  const module = path.join(folder, 'main.mjs')
  writeManifest(name, { module, inputs: sources.map((source) => [source, stampOf(source)]) })
  dropOld(name)
  return module
}

function isCurrent(inputs) {
  return inputs.every(([source, stamp]) => stampOf(source) === stamp)
}

/** Changes with the content for all that an editor or a checkout does. */
export function stampOf(source) {
  const { mtimeMs, size } = statSync(path.join(root, source), { throwIfNoEntry: false }) ?? {}
  return `${mtimeMs} ${size}`
}

function manifestOf(name) {
  return path.join(CACHE, `${name}.json`)
}

function readManifest(name) {
  try {
    const manifest = JSON.parse(readFileSync(manifestOf(name), 'utf8'))
    return statSync(manifest.module).isFile() ? manifest : undefined
  } catch {
    return undefined
  }
}

/** In one step, because two programs may bundle at once. */
function writeManifest(name, manifest) {
  const draft = `${manifestOf(name)}.${process.pid}`
  mkdirSync(CACHE, { recursive: true })
  writeFileSync(draft, JSON.stringify(manifest))
  renameSync(draft, manifestOf(name))
}

/** A program that still runs may load more of an older bundle, so those of today stay. */
function dropOld(name) {
  for (const entry of readdirSync(CACHE)) {
    const [, made] = entry.startsWith(`${name}-`) ? (/-\d+-(\d+)$/.exec(entry) ?? []) : []

    if (Number(made) < Date.now() - DAY_MS) {
      rmSync(path.join(CACHE, entry), { recursive: true, force: true })
    }
  }
}
