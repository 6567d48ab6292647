import { appendFileSync, mkdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import type { RecordEntry } from '@/lib/bridge/recording/record'
import type { Stack } from './stack'

const PRACTICE_ACCOUNT = '000000000000'

/** Writes a call down as a bridge beside the console does, of the server that `deployed` makes by default. */
export function record({ stateDir }: Stack, call: Partial<RecordEntry>): void {
  const folder = path.join(stateDir, 'record')
  const entry = {
    ...{ at: new Date().toISOString(), client: 'claude-ai', method: 'tools/call', tool: 'call_aws', class: 'read' },
    ...{ verdict: 'allow', outcome: 'answered', ms: 1234, bytes: 2048, tries: 1, ...call },
  }
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  appendFileSync(path.join(folder, 'awsapimcpserver.jsonl'), `${JSON.stringify(entry)}\n`, { mode: 0o600 })
}

export function dropRecord({ stateDir }: Stack): void {
  rmSync(path.join(stateDir, 'record'), { recursive: true, force: true })
  rmSync(path.join(stateDir, 'guard'), { recursive: true, force: true })
}

/** Of a runtime of the practice account, or of a namesake in another account. */
export function arnOf(id: string, account = PRACTICE_ACCOUNT): string {
  return `arn:aws:bedrock-agentcore:us-east-1:${account}:runtime/${id}`
}
