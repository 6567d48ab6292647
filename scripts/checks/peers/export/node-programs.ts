import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { root } from '@/scripts/lib/root.mjs'

/** The registry gets this long for all of them. */
const INSTALL_MS = 240_000

/** Judges of exports from npm: the CDK, the Terraform provider's schema as types, and the formatter of TypeScript. */
const PACKAGES = ['aws-cdk-lib@2.276.0', 'constructs@10.8.1', '@pulumi/aws@7.48.0', 'prettier@3.10.1']

/** The folder whose node_modules has them, installed once for each change of the list. Throws when they can't be fetched. */
export function nodePrograms(): string {
  const hash = createHash('sha256').update(PACKAGES.join(' ')).digest('hex').slice(0, 12)
  const folder = path.join(root, 'node_modules/.cache/peers', `export-${hash}`)
  const marker = path.join(folder, 'installed')

  if (existsSync(marker)) {
    return folder
  }
  process.stderr.write(`peers: installing ${PACKAGES.join(', ')} (once)…\n`)
  mkdirSync(folder, { recursive: true })
  const options = ['--no-save', '--no-audit', '--no-fund', '--ignore-scripts', '--prefix', folder]
  const { status } = spawnSync('npm', ['install', ...options, ...PACKAGES], {
    stdio: ['ignore', 2, 2],
    timeout: INSTALL_MS,
  })

  if (status !== 0) {
    throw new Error('npm could not fetch the judges of exports.')
  }
  writeFileSync(marker, '')
  return folder
}
