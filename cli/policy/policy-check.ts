import { type PolicyFile, readPolicyFiles } from '@/cli/policy/policy-files'
import { EXIT, WRONG_CALL } from '@/cli/shared/exit'
import type { Verb } from '@/cli/shared/verb'
import { counted } from '@/lib/format/counted'
import { loadCatalogue } from '@/lib/policies/catalogue/catalogue'
import { neededServices } from '@/lib/policies/catalogue/needed-services'
import { checkPolicy } from '@/lib/policies/findings/check-policy'
import type { Finding } from '@/lib/policies/findings/model'

type FileFinding = Pick<Finding, 'line' | 'column' | 'type' | 'code' | 'path' | 'message'> & { file: string }

const NOTES = `
Prints one finding a line, as file:line:column type code message.
Exit codes: 0 nothing serious, 1 an error or a security warning, 2 a wrong call or a file that can't be read.`

export const policyCheck: Verb = (command, done) =>
  void command
    .argument('<file...>', 'policies, as JSON')
    .option('--trust', 'they are trust policies of roles')
    .option('--json', 'each finding as an object on a line: file, line, column, type, code, path, message')
    .addHelpText('after', NOTES)
    .action(async (files, options) => done(await check(files, options)))

/** Findings of each file, in the order of the files and of their text. */
async function check(files: string[], { trust, json }: { trust?: true; json?: true }): Promise<number> {
  const { read, failed } = await readPolicyFiles(files)
  const findings = await findAll(read, trust ? 'trust' : 'identity')

  process.stdout.write(findings.map(json ? jsonLine : line).join(''))

  if (!json) {
    process.stderr.write(summary(findings, read.length))
  }
  if (failed) {
    return WRONG_CALL
  }
  const isSerious = findings.some(({ type }) => type === 'error' || type === 'security-warning')
  return isSerious ? EXIT.failed : EXIT.done
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
  const counts = KINDS.map(([type, word]) => counted(count(type), word)).join(', ')
  return `${counted(files, 'policy', 'policies')}: ${counts}\n`
}

const KINDS: [Finding['type'], string][] = [
  ['error', 'error'],
  ['security-warning', 'security warning'],
  ['warning', 'warning'],
  ['suggestion', 'suggestion'],
]
