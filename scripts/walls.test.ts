import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { root } from '@/scripts/lib/root.mjs'
import { biomeOverrides, DOMAIN_IMPORTS, DOMAINS, WALLS } from './lib/walls'

const scratch = mkdtempSync(path.join(tmpdir(), 'slipway-walls-'))
afterAll(() => rmSync(scratch, { recursive: true }))

type Diagnostic = { category: string; location: { path: string | { file: string } } }

/** Paths (in a scratch project with our biome.json) of the files in which a wall was crossed. */
function crossings(samples: Record<string, string>): string[] {
  const config = JSON.parse(readFileSync(path.join(root, 'biome.json'), 'utf8'))
  writeFileSync(path.join(scratch, 'biome.json'), JSON.stringify({ ...config, vcs: { enabled: false } }))
  cpSync(path.join(root, 'package.json'), path.join(scratch, 'package.json'))

  for (const [file, text] of Object.entries(samples)) {
    mkdirSync(path.dirname(path.join(scratch, file)), { recursive: true })
    writeFileSync(path.join(scratch, file), text)
  }
  const { diagnostics } = JSON.parse(biomeReport()) as { diagnostics: Diagnostic[] }
  const crossed = diagnostics.filter(({ category }) => category === 'lint/style/noRestrictedImports')
  return crossed.map(({ location }) =>
    (typeof location.path === 'string' ? location.path : location.path.file).replace(`${scratch}/`, ''),
  )
}

function biomeReport(): string {
  const bin = path.join(root, 'node_modules/@biomejs/biome/bin/biome')
  try {
    return execFileSync(process.execPath, [bin, 'lint', '--reporter=json', '--max-diagnostics=none', '.'], {
      cwd: scratch,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    })
  } catch (error) {
    return (error as { stdout: string }).stdout
  }
}

describe('the walls', () => {
  it('are in biome.json as the table says', () => {
    const { overrides } = JSON.parse(readFileSync(path.join(root, 'biome.json'), 'utf8'))
    expect(overrides).toEqual(expect.arrayContaining(biomeOverrides()))
  })

  it('stop every import that the table forbids, and let the allowed ones through', () => {
    const forbidden = Object.fromEntries(WALLS.flatMap(forbiddenSamples))
    const allowed = {
      'app/ok.ts': sample('@/lib/roles/queries'),
      'components/ok.ts': sample('@/lib/aws/connection'),
      'lib/aws/ok.ts': sample('@aws-sdk/client-iam'),
      'lib/deployments/ok.ts': sample('@/lib/policies/evaluate/evaluate'),
      'lib/practice/ok.ts': sample('@aws-sdk/client-iam'),
    }
    expect(new Set(crossings({ ...forbidden, ...allowed }))).toEqual(new Set(Object.keys(forbidden)))
  })

  it('leave no way round between domains', () => {
    const reaches = (from: (typeof DOMAINS)[number], seen: Set<string>): Set<string> => {
      for (const next of DOMAIN_IMPORTS[from].filter((domain) => !seen.has(domain))) {
        seen.add(next)
        reaches(next, seen)
      }
      return seen
    }
    expect(DOMAINS.filter((domain) => reaches(domain, new Set()).has(domain))).toEqual([])
  })
})

function sample(specifier: string): string {
  return `import { thing } from '${specifier}'\n\nexport const copy = thing\n`
}

function forbiddenSamples({ files, forbidden }: (typeof WALLS)[number]): [string, string][] {
  const folder = (files[0] ?? '').replace(/\/\*.*$/, '')
  const patterns = forbidden.flatMap(({ group }) => group).filter((pattern) => !pattern.startsWith('!'))
  return patterns.map((pattern, index) => [
    `${folder}/sample-${index}.ts`,
    sample(pattern.replace('**', 'inner/thing')),
  ])
}
