import { isTrue, loguru } from '@/lib/practice/agentcore/container/container-log'
import { callAs } from '@/lib/practice/agentcore/container/in-process'
import { commandServices } from '@/lib/practice/mcp/catalogue'
import { type Command, readCommand } from '@/lib/practice/mcp/command'
import { splitCommandLine } from '@/lib/practice/mcp/command-line'
import { describeAnswer, describeRefusal, metadataOf } from '@/lib/practice/mcp/command-result'
import type { Container } from '@/lib/practice/mcp/container'
import { s3Ls } from '@/lib/practice/seed/s3-ls'
import { notImitatedText } from '@/lib/practice/wire/not-imitated'
import { ServiceError } from '@/lib/practice/wire/service-error'

type CommandResult = Record<string, unknown>

const DENIED_BY_POLICY = 'Execution of this operation is denied by security policy.'

/** Runs the commands one after the other; what goes wrong with one of them is its result. */
export async function callAws(
  commands: string[],
  maxResults: number | undefined,
  container: Container,
): Promise<CommandResult[]> {
  const results: CommandResult[] = []

  for (const command of commands) {
    results.push({ cli_command: command, ...(await run(command, maxResults, container)) })
  }
  return results
}

async function run(line: string, maxResults: number | undefined, container: Container): Promise<CommandResult> {
  const words = splitCommandLine(line.trim())

  if (!words.ok) {
    return { error: words.error.message }
  }
  const plain = words.data[0] === 'aws' ? words.data.slice(1) : words.data
  await say(container, 'server:call_aws_helper:268', `Attempting to execute AWS CLI command: ${redacted(plain)}`)

  if (plain[0] === 's3') {
    return runS3(plain.slice(1), container)
  }
  const command = readCommand(plain, commandServices(container.actor))

  if (!command.ok) {
    await say(
      container,
      'server:call_aws_helper:301',
      `Error while validating the command: ${command.error.message}`,
      'ERROR',
    )
    return { error: command.error.message }
  }
  return perform(command.data, maxResults, container)
}

async function perform(command: Command, maxResults: number | undefined, container: Container): Promise<CommandResult> {
  const { service, operation, input } = command
  const { actor } = container
  const region = command.region ?? container.config.environmentVariables?.AWS_REGION ?? actor.call.region

  if (!(await isPermitted(service.service, operation, container))) {
    return { error: DENIED_BY_POLICY }
  }
  const limit = maxResults ?? command.maxItems
  const limited = limit === undefined ? input : { ...limitOf(command, limit), ...input }
  const metadata = metadataOf(command, region)

  try {
    return describeAnswer(await operation.perform(limited, actor, region), metadata, command.query)
  } catch (error) {
    if (!(error instanceof ServiceError)) {
      throw error
    }
    const refusal = describeRefusal(error, operation.name, metadata)
    await say(container, 'core.aws.driver:interpret_command:88', refusal.response.error, 'ERROR')
    return refusal
  }
}

async function isPermitted(service: string, operation: { name: string; isRead: boolean }, container: Container) {
  if (!isTrue(container.config.environmentVariables?.READ_OPERATIONS_ONLY)) {
    return true
  }
  await say(
    container,
    'core.metadata.read_only_operations_list:has:47',
    `checking in read only list : ${service} - ${operation.name}`,
  )
  return operation.isRead
}

/** The CLI's own s3 commands: only `ls` reads without touching files. */
async function runS3([name = '', ...words]: string[], container: Container): Promise<CommandResult> {
  const targets = words.filter((word) => !word.startsWith('--'))

  if (name !== 'ls' || targets.length > 1) {
    return isTrue(container.config.environmentVariables?.READ_OPERATIONS_ONLY) &&
      /^(cp|mb|mv|rb|rm|sync|website)$/.test(name)
      ? { error: DENIED_BY_POLICY }
      : { error: notImitatedText(`the command 'aws s3 ${name}'`) }
  }
  const call = callAs(container.actor, 'query')
  const operation = targets.length === 0 ? 'ListBuckets' : 'ListObjectsV2'

  try {
    return { response: s3Ls(call, targets[0]), error: null }
  } catch (error) {
    if (!(error instanceof ServiceError)) {
      throw error
    }
    return { response: null, error: errorText(error, operation) }
  }
}

function errorText({ code, message }: ServiceError, operation: string): string {
  return `An error occurred (${code}) when calling the ${operation} operation: ${message}`
}

/** The first input member that limits a page, by whatever name the service has for it. */
function limitOf({ operation }: Command, limit: number): Record<string, number> {
  const names = ['MaxResults', 'maxResults', 'MaxItems', 'maxItems', 'Limit', 'limit', 'MaxKeys', 'MaxBuckets']
  const members = operation.input.members()
  const name = names.find((one) => Object.hasOwn(members, one))
  return name === undefined ? {} : { [name]: limit }
}

/** Parameters are nobody's business in a log. */
function redacted([service = '', operation = '']: string[]): string {
  return `aws ${service} ${operation} *parameters redacted*`
}

async function say(container: Container, place: string, message: string, level: 'INFO' | 'ERROR' = 'INFO') {
  await container.log([loguru(container.actor.call.now(), level, place, message)])
}
