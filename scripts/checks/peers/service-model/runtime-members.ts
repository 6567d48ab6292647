import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { configurationOf, RESPONSE_ONLY } from '@/lib/runtimes/configuration'
import type { Programs } from '@/scripts/checks/peers/programs'
import { root } from '@/scripts/lib/root.mjs'

export type RuntimeMembers = { update: string[]; answer: string[] }

/** Members of an update that are no part of a configuration: they travel in the path, or are made up for each attempt. */
const NO_CONFIGURATION = ['agentRuntimeId', 'clientToken']

/** What an update by Slipway would lose, and what AWS would be sent that it doesn't take: one sentence each. */
export function lostMembers({ update, answer }: RuntimeMembers): string[] {
  const sent = Object.keys(configurationOf(Object.fromEntries(answer.map((name) => [name, 'x']))))
  const wanted = update.filter((name) => !NO_CONFIGURATION.includes(name))
  const known: readonly string[] = RESPONSE_ONLY
  return [
    ...wanted.filter((name) => known.includes(name)).map((name) => `an update of a runtime loses ${name}`),
    ...sent.filter((name) => !wanted.includes(name)).map((name) => `UpdateAgentRuntime takes no ${name}`),
    ...wanted.filter((name) => !answer.includes(name)).map((name) => `GetAgentRuntime does not answer ${name}`),
  ]
}

/** Throws when the peer's Python can't read botocore's model. */
export function runtimeMembers(programs: Programs): RuntimeMembers {
  const script = path.join(root, 'scripts/checks/peers/service-model/runtime_members.py')
  const { status, stdout, stderr } = spawnSync(programs.peer('python'), [script], { encoding: 'utf8' })

  if (status !== 0) {
    throw new Error(`runtime_members.py failed: ${stderr}`)
  }
  return JSON.parse(stdout) as RuntimeMembers
}
