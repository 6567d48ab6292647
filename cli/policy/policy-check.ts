import { parseArgs } from 'node:util'
import { type PolicyFile, readPolicyFiles } from '@/cli/policy/policy-files'
import { sayWrongCall, WRONG_CALL } from '@/cli/policy/policy-usage'
import { loadCatalogue } from '@/lib/policies/catalogue/catalogue'
import { neededServices } from '@/lib/policies/catalogue/needed-services'
import { checkPolicy } from '@/lib/policies/findings/check-policy'
import type { Finding } from '@/lib/policies/findings/model'

type FileFinding = Pick<Finding, 'line' | 'column' | 'type' | 'code' | 'path' | 'message'> & { file: string }

/** Findings of each file, in the order of the files and of their text. */
export async function checkPolicies(args: string[]): Promise<number> {
  const options = parse(args)

  if (typeof options === 'string') {
    return sayWrongCall(options)
  }
  const { read, failed } = await readPolicyFiles(options.files)
  const findings = await findAll(read, options.trust ? 'trust' : 'identity')

  process.stdout.write(findings.map(options.json ? jsonLine : line).join(''))

  if (!options.json) {
    process.stderr.write(summary(findings, read.length))
  }
  if (failed) {
    return WRONG_CALL
  }
  return findings.some(({ type }) => type === 'error' || type === 'security-warning') ? 1 : 0
}

function parse(args: string[]): { files: string[]; json: boolean; trust: boolean } | string {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { json: { type: 'boolean' }, trust: { type: 'boolean' } },
    })
    return positionals.length === 0
      ? 'Name at least one policy file.'
      : { files: positionals, json: values.json === true, trust: values.trust === true }
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

async function findAll(files: PolicyFile[], kind: 'identity' | 'trust'): Promise<FileFinding[]> {
  const known = await loadCatalogue([])
  const catalogue = await loadCatalogue(new Set(files.flatMap(({ text }) => neededServices(text, known))))

  return files.flatMap(({ file, text }) =>
    checkPolicy(text, { kind, catalogue }).map(({ line, column, type, code, path, message }) => ({
      file,
      line,
      column,
      type,
      code,
      path,
      message,
    })),
  )
}

function line({ file, line: row, column, type, code, message }: FileFinding): string {
  return `${file}:${row}:${column} ${type} ${code} ${message}\n`
}

function jsonLine(finding: FileFinding): string {
  return `${JSON.stringify(finding)}\n`
}

function summary(findings: FileFinding[], files: number): string {
  const count = (wanted: Finding['type']) => findings.filter(({ type }) => type === wanted).length
  const counts = `${count('error')} errors, ${count('security-warning')} security warnings`
  return `${files} ${files === 1 ? 'policy' : 'policies'}: ${counts}, ${count('warning')} warnings, ${count('suggestion')} suggestions\n`
}
