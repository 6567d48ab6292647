import { readCommand } from '@/lib/mcp/command/cli-command'
import { cliWords } from '@/lib/mcp/command/cli-words'
import { writesFile } from '@/lib/mcp/command/command-access'
import { type LooseCommand, looseCommands } from '@/lib/mcp/guard/loose-command'

/** A file of the container that a command reads or writes, and what works instead: nobody reaches that container's disk. */
export type FileNote = { does: 'writes' | 'reads'; file: string; why: string; instead: string }

/** The files that a command of `call_aws` names; empty: none, as far as the text tells. */
export function filesOf(line: string): FileNote[] {
  const [command] = looseCommands(line)

  if (!command) {
    return []
  }
  const found = cliWords(line.trim(), 'server')
  const words = 'words' in found ? found.words : line.split(/\s+/)
  return [...s3Files(command, line), ...answerFiles(command), ...ownFiles(command), ...urlFiles(words)]
}

const NOWHERE = 'The file stays in the server’s container, where nobody can fetch it.'
const NOT_THERE = 'The server looks for it in its own container, where your files are not.'
const QUERY = 'Ask for the part that you need with --query: it comes back in the answer.'
const UPLOAD = 'Upload it from your own computer, with your own sign-in: aws s3 cp FILE s3://BUCKET/KEY'

function s3Files({ service, operation, rest }: LooseCommand, line: string): FileNote[] {
  if (service !== 's3' || !/^(cp|mv|sync)$/.test(operation)) {
    return []
  }
  const paths = pathsOf(rest, line)
  const [from = '', to = ''] = paths
  const isDownload = from.startsWith('s3://')

  if (paths.length !== 2 || to === '-' || (isDownload && to.startsWith('s3://'))) {
    return []
  }
  return [
    isDownload
      ? {
          does: 'writes',
          file: to,
          why: NOWHERE,
          instead: `Ask for an address to download from: aws s3 presign ${from}`,
        }
      : { does: 'reads', file: from, why: NOT_THERE, instead: UPLOAD },
  ]
}

/** The two paths of a copy, which may stand before, between or after flags. */
function pathsOf(rest: string[], line: string): string[] {
  const strict = readCommand(line, 'server')
  const options = 'why' in strict ? [] : strict.options
  const taken = new Set(options.flatMap(({ name, values }) => (VALUED_S3.test(name) ? values.slice(0, 1) : [])))
  const global = rest.flatMap((word, at) =>
    /^--(region|output|query|profile|endpoint-url)$/.test(word) ? [at + 1] : [],
  )
  return rest.filter((word, at) => (word === '-' || !word.startsWith('-')) && !taken.has(word) && !global.includes(at))
}

const VALUED_S3 =
  /^--(acl|include|exclude|storage-class|sse|sse-c|sse-c-key|sse-kms-key-id|content-\w+|cache-control|expires|metadata|metadata-directive|website-redirect|source-region|grants|page-size|request-payer|checksum-\w+|expected-size|copy-props)$/

/** The bare word after the options of an operation whose answer is a body: `get-object … OUTFILE`. */
function answerFiles({ service, operation, rest }: LooseCommand): FileNote[] {
  const name = `${service} ${operation}`

  if (!writesFile(name)) {
    return []
  }
  const file = rest.filter((word, at) => !word.startsWith('-') && !/^--[^=]+$/.test(rest[at - 1] ?? '')).at(-1)
  const value = (option: string, other: string) => rest[rest.indexOf(option) + 1 || rest.length] ?? other
  const address = `aws s3 presign s3://${value('--bucket', 'BUCKET')}/${value('--key', 'KEY')}`
  const instead = name === 's3api get-object' ? `Ask for an address to download from: ${address}` : QUERY
  return [{ does: 'writes', file: file ?? 'the file that the command names', why: NOWHERE, instead }]
}

/** Files that commands of the CLI's own write or read. */
function ownFiles({ service, operation, rest }: LooseCommand): FileNote[] {
  const [does, file, instead] = OWN[`${service} ${operation}`] ?? OWN[service] ?? []
  const named = rest.flatMap((word, at): FileNote[] => {
    const match =
      /^--(?:[a-z-]*out-?file|save-as|template-file|key-pair-file|output-template-file|priv-launch-key)(?:=(.*))?$/.exec(
        word,
      )
    const isRead = /template-file|key/.test(word) && !/output/.test(word)
    const path = match?.[1] ?? rest[at + 1] ?? word
    return match ? [isRead ? noteOf('reads', path, UPLOAD) : noteOf('writes', path, QUERY)] : []
  })
  return named.length > 0 || does === undefined ? named : [noteOf(does, file ?? '', instead ?? '')]
}

function noteOf(does: FileNote['does'], file: string, instead: string): FileNote {
  return { does, file, why: does === 'writes' ? NOWHERE : NOT_THERE, instead }
}

const AT_HOME = 'Run it on your own computer, with your own sign-in.'

const OWN: Partial<Record<string, [FileNote['does'], string, string]>> = {
  'cloudformation package': ['reads', 'the template and what it names', AT_HOME],
  'codeartifact login': ['writes', 'settings of pip, npm or twine', AT_HOME],
  configure: ['writes', '~/.aws/config', 'The server’s settings are the runtime’s environment variables.'],
  'deploy push': ['reads', 'the folder of the application', AT_HOME],
  'eks update-kubeconfig': ['writes', '~/.kube/config', AT_HOME],
  'emr get': ['writes', 'a file from the cluster', AT_HOME],
  'emr put': ['reads', 'a file for the cluster', AT_HOME],
  'gamelift get-game-session-log': ['writes', 'the log', 'Ask for its address: aws gamelift get-game-session-log-url'],
  'gamelift upload-build': ['reads', 'the folder of the build', AT_HOME],
}

/** `file://…`, as the whole value, after `=` or within shorthand. */
function urlFiles(words: string[]): FileNote[] {
  return words.flatMap((word, at): FileNote[] => {
    const [file] = /fileb?:\/\/[^,\s]*/i.exec(word) ?? []

    if (file === undefined) {
      return []
    }
    const option = word.startsWith('--') ? word.split('=')[0] : words[at - 1]
    return [{ does: 'reads', file, why: NOT_THERE, instead: insteadOf(option ?? '') }]
  })
}

function insteadOf(option: string): string {
  if (option === '--template-body') {
    return `Put the template’s text into the command, or upload it and name it with --template-url.`
  }
  if (option === '--zip-file') {
    return 'Upload the archive to a bucket and name it with --s3-bucket and --s3-key.'
  }
  return `Put the text itself after ${option.startsWith('--') ? option : 'the option'}, in single quotes.`
}
