import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import path from 'node:path'
import { type Bench, type Case, textOf } from '@/scripts/checks/peers/export/case'
import { nodePrograms } from '@/scripts/checks/peers/export/node-programs'

type Prettier = { format: (text: string, options: object) => Promise<string> }

/** Without semicolons, as the export has it; 100 columns. */
const STYLE = { parser: 'typescript', semi: false, singleQuote: true, printWidth: 100 }

/** Formatters and linters of each world have nothing to change. */
export async function judgeStyle(cases: Case[], { programs, check }: Bench): Promise<void> {
  const prettier = createRequire(path.join(nodePrograms(), 'package.json'))('prettier') as Prettier

  for (const { sample, written } of cases) {
    await check(`${sample.name}: prettier leaves the CDK app as it is`, async () => {
      const text = textOf(written.cdk, 'app.ts')
      assert.equal(await prettier.format(text, STYLE), text)
    })
    await check(`${sample.name}: shellcheck takes the script`, () => {
      // A text that looks like an expression is one of the deployment's own, and is to stay as it is.
      const { status, stdout } = spawnSync(programs.peer('shellcheck'), ['--exclude=SC2016', '--format=gcc', '-'], {
        encoding: 'utf8',
        input: textOf(written.cli, 'create.sh'),
      })
      assert.equal(status, 0, stdout)
    })
  }
}
