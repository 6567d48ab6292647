import { emitConfig } from '@/lib/clients/emit'
import type { Merged } from '@/lib/clients/merge/change'
import { type MergeAnswers, mergeConfig } from '@/lib/clients/merge/merge-config'
import type { ClientConfig, OperatingSystem, Target } from '@/lib/clients/model'
import { findClient } from '@/lib/clients/registry'
import type { Failure } from '@/lib/result'

export const arn = 'arn:aws:bedrock-agentcore:us-east-1:111122223333:runtime/tools-AbCdEf1234'
export const host = 'https://bedrock-agentcore.us-east-1.amazonaws.com/runtimes'
const url = `${host}/${encodeURIComponent(arn)}/invocations?qualifier=DEFAULT`

/** The config of a client for one server, named `tools`. */
export function mergeTarget(id: string, os: OperatingSystem = 'linux', auth: Target['auth'] = 'sigv4'): ClientConfig {
  const client = findClient(id)

  if (!client) {
    throw new Error(`no client ${id}`)
  }
  return emitConfig(client, { name: 'tools', url, region: 'us-east-1', auth }, os)
}

/** A merge that must work; `NAME` and `URL` in the file stand for the server’s own. */
export async function merged(file: string, config: ClientConfig, answers?: MergeAnswers): Promise<Merged> {
  const result = await mergeConfig(fill(file), config, answers)

  if (!result.ok) {
    throw new Error(result.error.message)
  }
  return result.data
}

/** Why a merge was refused. */
export async function refused(file: string, config: ClientConfig): Promise<Failure> {
  const result = await mergeConfig(fill(file), config)

  if (result.ok) {
    throw new Error(`not refused: ${result.data.text}`)
  }
  return result.error
}

export const fill = (file: string) => file.replaceAll('NAME', 'tools').replaceAll('URL', url)
