import { callAs } from '@/lib/practice/agentcore/container/in-process'
import { recorded } from '@/lib/practice/cloudtrail/record'
import { type Outcome, refusalText } from '@/lib/practice/mcp/command-result'
import type { Container } from '@/lib/practice/mcp/container'
import { invalid } from '@/lib/practice/mcp/refusal'
import type { Release } from '@/lib/practice/mcp/releases'
import { s3Ls } from '@/lib/practice/seed/s3-ls'
import { notOfferedText } from '@/lib/practice/wire/not-imitated'
import { ServiceError } from '@/lib/practice/wire/service-error'

type Surroundings = {
  release: Release
  container: Container
  permits: (operation: string) => Promise<boolean>
  denied: string
}

const OPERATIONS = /^(ls|website|sync|cp|mv|rm|mb|rb|presign)$/
const TAKES_FILES = /^(sync|cp|mv)$/

/** The CLI's own s3 commands: only `ls` reads without touching files. */
export async function runS3(
  line: string,
  [name = '', ...words]: string[],
  { release, container, permits, denied }: Surroundings,
): Promise<Outcome> {
  const targets = words.filter((word) => !word.startsWith('--'))
  const problem = problemOf(name, targets, release, container)

  if (problem !== undefined) {
    return { error: problem }
  }
  if (!(await permits(name))) {
    return { error: denied }
  }
  if (name !== 'ls' || targets.length > 1) {
    return failed(line, `${notOfferedText(`the command 'aws s3 ${name}'`)}\n`, release)
  }
  try {
    const call = callAs(container.actor, 'query', { operation: targets.length === 0 ? 'ListBuckets' : 'ListObjectsV2' })
    const userAgent = `${container.actor.origin.userAgent} cli-customizations`
    const text = await recorded(call, { signingName: 's3', userAgent }, {}, () => s3Ls(call, targets[0]))
    return { answer: { response: text === '' ? '' : `${text}\n`, error: '' } }
  } catch (error) {
    if (!(error instanceof ServiceError)) {
      throw error
    }
    const operation = targets.length === 0 ? 'ListBuckets' : 'ListObjectsV2'
    return failed(line, `\n${refusalText(error.code, error.message, operation)}\n`, release)
  }
}

function problemOf(name: string, targets: string[], { namesFiles }: Release, { config }: Container) {
  const place = { service: 's3', operation: name }

  if (name === '') {
    return invalid(
      "Supplied command does not include an operation. Supply a command in format 'aws service operation'.",
      null,
    ).error.message
  }
  if (!OPERATIONS.test(name)) {
    return invalid(`The operation '${name}' for service 's3' does not exist.`, place).error.message
  }
  const mode = config.environmentVariables?.AWS_API_MCP_ALLOW_UNRESTRICTED_LOCAL_FILE_ACCESS
  const file = TAKES_FILES.test(name) && mode === 'no-access' && targets.find((word) => !word.startsWith('s3://'))
  return file
    ? invalid(
        `Invalid file parameter ${namesFiles ? `'${file}' ` : ''}for service 's3' and operation '${name}': local file access is disabled.`,
        place,
      ).error.message
    : undefined
}

/** Such a command prints what went wrong. */
function failed(line: string, stderr: string, { failsOnStderr }: Release): Outcome {
  return failsOnStderr
    ? { error: `Error while executing '${line}': ${stderr}` }
    : { answer: { response: '', error: stderr } }
}
