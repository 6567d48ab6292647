// Builds the command line and the launcher of the console into programs of their own, build/slipway.mjs and build/console.mjs, which
// need none of the packages: what MCP clients start has to be there at once, and to stay there when a package is updated.
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { stampOf } from './bundle.mjs'
import { root } from './root.mjs'

const FOLDER = path.join(root, 'build')
const PROGRAM = path.join(FOLDER, 'slipway.mjs')
const PARTS = path.join('program', 'parts')
const CATALOGUE = path.join('node_modules', '@cloud-copilot', 'iam-data', 'data')
/** @type {string} */
export const consoleProgram = path.join(FOLDER, 'console.mjs')
const MANIFEST = path.join(FOLDER, 'inputs.json')

/** Zod brings its messages in fifty languages, half of its size; ours are English, and most of them our own. */
const ENGLISH_ONLY = {
  name: 'english-only',
  setup: (build) =>
    build.onLoad({ filter: /zod\/v4\/locales\/index\.js$/ }, () => ({
      contents: "export { default as en } from './en.js'",
      resolveDir: path.join(root, 'node_modules/zod/v4/locales'),
    })),
}

// CommonJS packages ask for Node's own modules.
const BANNER = `import{createRequire as slipwayRequire}from'node:module';
const require=slipwayRequire(import.meta.url);
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED='true';`

/** A bridge may run for weeks, and load a part of an older program then. */
const KEPT_MS = 30 * 24 * 60 * 60 * 1000

/** Absolute path of the program, built anew when a source has changed. */
export async function buildProgram() {
  if (!isCurrent()) {
    await build()
  }
  return PROGRAM
}

async function build() {
  const esbuild = await import('esbuild')
  const draft = path.join(FOLDER, `draft-${process.pid}`)
  const { metafile } = await esbuild.build({
    absWorkingDir: root,
    entryPoints: { slipway: 'cli/slipway.ts', console: 'scripts/serve.ts', practice: 'scripts/practice.ts' },
    outdir: draft,
    bundle: true,
    splitting: true,
    minify: true,
    // AWS's errors are told apart by the names of their classes.
    keepNames: true,
    legalComments: 'linked',
    format: 'esm',
    platform: 'node',
    // The packages' ES modules: of their CommonJS ones nothing can be left out.
    mainFields: ['module', 'main'],
    target: 'node20',
    plugins: [ENGLISH_ONLY],
    alias: { 'server-only': path.join(root, 'scripts/empty.ts') },
    // A keychain is a binary of each system, and the build of this program is not its own business.
    external: ['esbuild', '@napi-rs/keyring'],
    // The catalogue of actions looks for its data two folders above the module that asks.
    chunkNames: 'program/parts/[name]-[hash]',
    outExtension: { '.js': '.mjs' },
    banner: { js: BANNER },
    metafile: true,
    logLevel: 'error',
  })
  const sources = [
    ...Object.keys(metafile.inputs).filter((name) => !name.startsWith('node_modules/')),
    'package-lock.json',
  ]
  const parts = place(draft)
  writeFileSync(MANIFEST, JSON.stringify({ inputs: sources.map((source) => [source, stampOf(source)]), parts }))
}

/** Chunks are named by what is in them, so old and new ones stand side by side; the program itself comes last. */
function place(draft) {
  const parts = readdirSync(path.join(draft, PARTS))
  mkdirSync(path.join(FOLDER, PARTS), { recursive: true })

  for (const name of parts) {
    renameSync(path.join(draft, PARTS, name), path.join(FOLDER, PARTS, name))
  }
  cpSync(path.join(root, CATALOGUE), path.join(FOLDER, 'data'), { recursive: true, preserveTimestamps: true })
  for (const name of ['console.mjs', 'practice.mjs']) {
    renameSync(path.join(draft, name), path.join(FOLDER, name))
  }
  renameSync(path.join(draft, 'slipway.mjs'), PROGRAM)
  rmSync(draft, { recursive: true })

  for (const name of readdirSync(path.join(FOLDER, PARTS)).filter((each) => !parts.includes(each))) {
    const part = path.join(FOLDER, PARTS, name)
    if (statSync(part).mtimeMs < Date.now() - KEPT_MS) {
      rmSync(part)
    }
  }
  return parts
}

/** Names of the parts of the newest build, beside which older ones may stand. */
export function partsOf() {
  return JSON.parse(readFileSync(MANIFEST, 'utf8')).parts
}

function isCurrent() {
  mkdirSync(FOLDER, { recursive: true })
  try {
    const { inputs } = JSON.parse(readFileSync(MANIFEST, 'utf8'))
    return (
      existsSync(PROGRAM) && existsSync(consoleProgram) && inputs.every(([source, stamp]) => stampOf(source) === stamp)
    )
  } catch {
    return false
  }
}
