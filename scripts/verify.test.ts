import { execFile, execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { markInstalled } from './lib/prepare.mjs'
import { root } from './lib/root.mjs'

const COPIED = ['.gitignore', 'biome.json', 'tsconfig.json', 'vitest.config.mts', 'scripts/verify.mjs']
const LIBRARY = [
  ...['checks.mjs', 'console.mjs', 'prepare-lock.mjs', 'prepare.mjs', 'root.mjs', 'say.mjs', 'steps.mjs'],
  'test-kinds.ts',
]

const KNIP = { entry: ['app/**/*.tsx!', 'scripts/*.mjs'], project: ['{app,components,lib}/**/*.{ts,tsx}!'] }

/** A small project that is well. */
const WELL = {
  'app/layout.tsx': `import type { ReactNode } from 'react'

export default function RootLayout({ children }: { children: ReactNode }) {
  return (
    <html lang="en">
      <body>{children}</body>
    </html>
  )
}
`,
  'app/page.tsx': `import { name } from '@/components/name'
import { twice } from '@/lib/twice'

export default function Page() {
  return (
    <p>
      {name} {twice(21)}
    </p>
  )
}
`,
  'lib/twice.ts': 'export function twice(number: number): number {\n  return 2 * number\n}\n',
  'lib/twice.test.ts': `import { expect, it } from 'vitest'
import { twice } from '@/lib/twice'

it('is twice as much', () => {
  expect(twice(21)).toBe(42)
})
`,
  'scripts/empty.ts': 'export {}\n',
  'package.json': JSON.stringify({
    name: 'small',
    private: true,
    type: 'module',
    dependencies: { next: '*', react: '*', 'react-dom': '*' },
    devDependencies: { '@types/react': '*', knip: '*', typescript: '*', vitest: '*' },
    scripts: { verify: 'node scripts/verify.mjs' },
  }),
  'package-lock.json': '{}',
  'knip.json': JSON.stringify(KNIP),
  'knip.production.json': JSON.stringify(KNIP),
  'components/name.ts': "export const name = 'small'\n",
  'cli/none.md': '',
  'e2e/integration/none.md': '',
}

const folders: string[] = []
afterAll(() => {
  for (const folder of folders) {
    rmSync(folder, { recursive: true })
  }
})

/** Runs the script in a project of these files, and answers the lines of its summary that name a failure. */
async function verify(files: Record<string, string>): Promise<{ code: number; failed: string[] }> {
  const folder = mkdtempSync(path.join(tmpdir(), 'slipway-verify-'))
  folders.push(folder)

  for (const file of [...COPIED, ...LIBRARY.map((name) => `scripts/lib/${name}`)]) {
    cpSync(path.join(root, file), path.join(folder, file), { recursive: true })
  }
  execFileSync('git', ['init', '-q', folder])
  write(folder, WELL)
  execFileSync(path.join(root, 'node_modules/.bin/biome'), ['format', '--write', '.'], { cwd: folder, stdio: 'ignore' })
  install(folder)
  write(folder, files)
  return new Promise((resolve) => {
    execFile(process.execPath, ['scripts/verify.mjs'], { cwd: folder }, (error, _stdout, stderr) => {
      const failed = [...stderr.matchAll(/^ {2}(.*): \d+ passed, [1-9]\d* failed/gm)].map(([, name = '']) => name)
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, failed })
    })
  })
}

function write(folder: string, files: Record<string, string>): void {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true })
    writeFileSync(path.join(folder, file), text)
  }
}

/** Every package of ours, as a folder of links: what is installed there must not touch what is installed here. */
function install(folder: string): void {
  mkdirSync(path.join(folder, 'node_modules'))

  for (const name of readdirSync(path.join(root, 'node_modules'))) {
    if (!['.cache', '.slipway-install'].includes(name)) {
      symlinkSync(path.join(root, 'node_modules', name), path.join(folder, 'node_modules', name))
    }
  }
  markInstalled(folder)
}

describe('npm run verify', () => {
  it('passes where all is well', async () => {
    expect(await verify({})).toEqual({ code: 0, failed: [] })
  }, 120_000)

  it('names each check that finds something', async () => {
    const { code, failed } = await verify({
      'lib/mistyped.ts': `import { twice } from '@/lib/twice'\n\nexport const text: string = twice(21)\n`,
      'lib/mistyped.test.ts': `import { expect, it } from 'vitest'
import { text } from '@/lib/mistyped'

it('fails', () => {
  expect(text).toBe('42')
})
`,
      'lib/unused.ts': 'export function unused(): void {}\n',
      'lib/crossing.ts': `import { Page } from '@/components/page'\n\nexport const page = Page\n`,
      'components/page.ts': `export function Page ()  {  return 'badly formatted' }`,
    })
    expect(failed).toEqual(['format, lint and walls', 'types', 'unused code', 'code that only tests use', 'unit, pure'])
    expect(code).toBe(1)
  }, 120_000)
})
