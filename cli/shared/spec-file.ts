import { readFile } from 'node:fs/promises'
import { findNodeAtLocation, type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser'
import { recognise } from '@/lib/deployments/setup/foreign/recognise'
import { type DeploymentSpec, deploymentSpecSchema } from '@/lib/deployments/spec/schema'
import { fail, ok, type Result } from '@/lib/result'

/** Reads a spec; what is wrong with it comes with line and column, as `file:line:column: message`. */
export async function readSpec(file: string): Promise<Result<DeploymentSpec>> {
  const text = await readText(file)
  return text.ok ? parseSpec(file, text.data) : text
}

/** A file's text, without the mark at its start. */
export async function readText(file: string): Promise<Result<string>> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => error)

  if (text instanceof Error) {
    return fail({
      code: 'invalid-input',
      message: `${file} can’t be read (${text.code ?? text.message}).`,
      remedy: 'Check the path and who may read it.',
    })
  }
  return ok(text.replace(/^\uFEFF/, ''))
}

export function parseSpec(file: string, text: string): Result<DeploymentSpec> {
  const foreign = recognise(text)

  if (foreign) {
    return fail({
      code: 'invalid-input',
      message: `${file} is ${foreign.title}, not a spec.`,
      remedy: 'Make a spec of it first; what can’t be taken over is named.',
      command: `npm run --silent slipway -- import ${file} > spec.json`,
    })
  }
  const errors: ParseError[] = []
  const tree = parseTree(text, errors, { disallowComments: true })
  const [error] = errors

  if (error || !tree) {
    const what = error ? printParseErrorCode(error.error) : 'the file is empty'
    return invalid([`${file}:${position(text, error?.offset ?? 0)}: This is not JSON: ${what}.`])
  }
  const parsed = deploymentSpecSchema.safeParse(JSON.parse(text))
  return parsed.success
    ? ok(parsed.data)
    : invalid(
        parsed.error.issues.map((issue) => {
          const path = issue.path.map((part) => (typeof part === 'number' ? part : String(part)))
          return `${file}:${position(text, nearest(tree, path).offset)}: ${path.join('.') || 'spec'}: ${issue.message}`
        }),
      )
}

/** The node at a path, or the innermost that exists on the way to it. */
function nearest(tree: Node, path: (string | number)[]): Node {
  const node = findNodeAtLocation(tree, path)
  return node ?? (path.length === 0 ? tree : nearest(tree, path.slice(0, -1)))
}

function position(text: string, offset: number): string {
  const before = text.slice(0, offset).split('\n')
  return `${before.length}:${(before.at(-1)?.length ?? 0) + 1}`
}

function invalid(lines: string[]): Result<never> {
  return fail({ code: 'invalid-input', message: lines.join('\n'), remedy: 'Correct the spec, then run it again.' })
}
