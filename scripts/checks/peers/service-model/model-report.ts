import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Programs } from '@/scripts/checks/peers/programs'
import type { Exchange } from '@/scripts/checks/peers/service-model/recording-proxy'
import { root } from '@/scripts/lib/root.mjs'

/** What validate_model.py prints. */
export type ModelReport = {
  requests: number
  responses: number
  /** Which exchanges, by their place in the list, have a request that is not valid. */
  invalid_requests: number[]
  /** How often each, as `service:Operation`. */
  operations: Record<string, number>
  /** Requests that no service model describes, by method and path. */
  unmodelled: Record<string, number>
  violations: string[]
  /** Violations that stand, counted by the reason that validate_model.py gives. */
  decided: Record<string, number>
}

/** Holds exchanges against botocore's service models. With `checkRequest` off, only the answers have to be right. */
export function validateExchanges(
  programs: Programs,
  exchanges: readonly { exchange: Exchange; checkRequest: boolean }[],
): ModelReport {
  const folder = mkdtempSync(path.join(tmpdir(), 'slipway-peers-'))
  const file = path.join(folder, 'exchanges.jsonl')
  const lines = exchanges.map(({ exchange, checkRequest }) =>
    JSON.stringify({ ...exchange, check_request: checkRequest }),
  )
  writeFileSync(file, `${lines.join('\n')}\n`)

  try {
    const script = path.join(root, 'scripts/checks/peers/service-model/validate_model.py')
    const { status, stdout, stderr } = spawnSync(programs.peer('python'), [script, file], {
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
    })

    if (status !== 0) {
      throw new Error(`validate_model.py failed: ${stderr}`)
    }
    return JSON.parse(stdout) as ModelReport
  } finally {
    rmSync(folder, { recursive: true })
  }
}
