import 'server-only'
import type { RecordEntry } from '@/lib/bridge/recording/record'
import { parseJson } from '@/lib/json'
import { readCommand } from '@/lib/mcp/command/cli-command'
import { commandAccess } from '@/lib/mcp/command/command-access'
import { operationActions } from '@/lib/mcp/command/operation-actions'
import { commandsOf } from '@/lib/mcp/guard/classify'
import { recordOf } from '@/lib/mcp/json-values'
import { holdsSecrets } from '@/lib/policies/risk/groups'

/** Short, free, and of services that nearly every account has. */
const DEFAULTS = [
  'aws ec2 describe-regions',
  'aws ec2 describe-instances',
  'aws s3api list-buckets',
  'aws iam list-roles',
  // Names only: a function's variables may hold secrets.
  'aws lambda list-functions --query Functions[].FunctionName',
  // Names only: the runtime itself writes to its log while it is asked.
  'aws logs describe-log-groups --query logGroups[].logGroupName',
]
const MOST_OF_RECORD = 6
export const MOST_COMMANDS = 20

/** The commands to compare by: a few of everybody's, and those that the record has most often with their arguments. */
export async function chosenCommands(entries: readonly RecordEntry[]): Promise<string[]> {
  const counts = new Map<string, number>()

  for (const { tool, arguments: text } of entries) {
    const given = /(^|___)call_aws$/.test(tool ?? '') && text !== undefined ? recordOf(parseJson(text)) : undefined
    for (const command of given ? commandsOf(given.cli_command) : []) {
      counts.set(command.trim(), (counts.get(command.trim()) ?? 0) + 1)
    }
  }
  const often = [...counts].toSorted((one, other) => other[1] - one[1]).map(([command]) => command)
  const reading: string[] = []

  for (const command of often) {
    if (reading.length < MOST_OF_RECORD && (await isComparable(command))) {
      reading.push(command)
    }
  }
  return [...new Set([...DEFAULTS, ...reading])]
}

/** What was kept of it is not whole where a secret was taken out. */
async function isComparable(command: string): Promise<boolean> {
  return !command.includes('[redacted]') && (await whyNotSent(command)) === undefined
}

/** Why a command is not sent; undefined for one that plainly only reads, and whose answer is no secret: a difference shows it. */
export async function whyNotSent(command: string): Promise<string | undefined> {
  const access = await commandAccess(command)
  return access.kind === 'reads' ? secretIn(command) : access.why
}

async function secretIn(line: string): Promise<string | undefined> {
  const command = readCommand(line)

  if ('why' in command) {
    return command.why
  }
  const { service, operation } = command

  if (service === 's3') {
    return operation === 'presign' ? 'aws s3 presign gives out a link that opens an object.' : undefined
  }
  const found = (await operationActions(service, operation)).find(({ action }) => holdsSecrets(action))
  return found && `The answer of ${found.action} may hold a secret.`
}

/** Both servers have regions of their own to fall back on, so the command has to name one. */
export function inRegion(command: string, region: string): string {
  return /\s--region[\s=]/.test(command) ? command : `${command} --region ${region}`
}
