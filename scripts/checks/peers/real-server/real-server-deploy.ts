import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Practice } from '@/e2e/support/stack'
import { newSpec } from '@/lib/deployments/spec/defaults'
import { root } from '@/scripts/lib/root.mjs'

/** Puts a deployment with Slipway's own defaults on a practice account, through `slipway apply`. */
export async function deploy(practice: Practice, name: string): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'slipway-peers-'))
  const file = path.join(folder, 'spec.json')
  const spec = newSpec(name, practice.region)
  // The server tells reading operations from others by a list that it fetches from AWS; without it, it refuses all of them.
  spec.environment.READ_OPERATIONS_ONLY = 'false'
  writeFileSync(file, JSON.stringify(spec))

  try {
    await slipway(['apply', file, '--connection', `practice/${practice.region}`], practice)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function slipway(args: string[], practice: Practice): Promise<void> {
  const child = spawn(process.execPath, ['scripts/run.mjs', 'cli/slipway.ts', ...args], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'pipe'],
    env: {
      ...process.env,
      NODE_OPTIONS: '',
      SLIPWAY_PRACTICE_URL: practice.url,
      SLIPWAY_PRACTICE_ACCESS_KEY_ID: practice.accessKeyId,
      SLIPWAY_PRACTICE_SECRET_ACCESS_KEY: practice.secretAccessKey,
    },
  })
  let errors = ''
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    errors += chunk
  })
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) =>
      code === 0 ? resolve() : reject(new Error(`slipway ${args[0]} ended with ${code}:\n${errors}`)),
    )
  })
}
