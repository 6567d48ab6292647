import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

export type Account = { url: string; accessKeyId: string; secretAccessKey: string; region: string }
type Finished = { code: number; stdout: string; stderr: string }

/** The AWS CLI on one account, in a folder of its own. */
export type AwsCli = {
  folder: string
  /** Runs one command line without a shell, as `aws ...words`. Rejects when it ends with another code than `code`. */
  aws: (words: string[], code?: number) => Promise<Finished>
  /** The same, with its answer parsed. */
  json: <T>(words: string[]) => Promise<T>
  /** Runs a script, as somebody would who pastes it. */
  bash: (script: string) => Promise<Finished>
  /** Starts a command that goes on until it is stopped. */
  start: (words: string[]) => ChildProcess
  remove: () => void
}

/** `program` is the path of an installed `aws`; the other programs beside it are found as well. */
export function awsCli(program: string, account: Account): AwsCli {
  const folder = mkdtempSync(path.join(tmpdir(), 'slipway-cli-'))
  const config = path.join(folder, 'aws-config')
  // Version 1 has no `logs tail`: the plugin is version 2's own command, brought back.
  writeFileSync(config, '[plugins]\nlogs_tail = awscli_plugin_logs_tail\n')
  const env = {
    PATH: `${path.dirname(program)}${path.delimiter}${process.env.PATH ?? ''}`,
    HOME: folder,
    AWS_CONFIG_FILE: config,
    AWS_PAGER: '',
    // Or a command that goes on would keep its lines until there are many.
    PYTHONUNBUFFERED: '1',
    AWS_ENDPOINT_URL: account.url,
    AWS_ACCESS_KEY_ID: account.accessKeyId,
    AWS_SECRET_ACCESS_KEY: account.secretAccessKey,
    AWS_DEFAULT_REGION: account.region,
    NODE_ENV: 'test' as const,
  }
  const options = { cwd: folder, env }
  const aws = async (words: string[], code = 0) => {
    const finished = await end(spawn(program, words, options))

    if (finished.code !== code) {
      throw new Error(`aws ${words.slice(0, 2).join(' ')} ended with ${finished.code}: ${finished.stderr.trim()}`)
    }
    return finished
  }
  return {
    folder,
    aws,
    json: async <T>(words: string[]) => JSON.parse((await aws(words)).stdout) as T,
    bash: (script) => end(spawn('bash', ['-e', '-c', script], options)),
    start: (words) => spawn(program, words, options),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}

function end(child: ChildProcess): Promise<Finished> {
  const output = { stdout: '', stderr: '' }
  child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
    output.stdout += chunk
  })
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
    output.stderr += chunk
  })
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => resolve({ code: code ?? 1, ...output }))
  })
}
