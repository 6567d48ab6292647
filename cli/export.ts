import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { Option } from '@commander-js/extra-typings'
import { CONNECTION_OPTION, terminalConnection } from '@/cli/shared/connection'
import { findRuntime } from '@/cli/shared/find-runtime'
import { JSON_OPTION } from '@/cli/shared/options'
import { printJson } from '@/cli/shared/report'
import { must, type Verb } from '@/cli/shared/verb'
import { exportDeployment } from '@/lib/export/export-deployment'
import { EXPORT_FORMATS, type Written } from '@/lib/export/model'
import { visibleText } from '@/lib/format/visible-text'
import { AppError, type Failure } from '@/lib/result'

const NOTES = `
Without --out, the file to read goes to standard output; with it, every file goes into that folder, which may have none of
their names yet. What the format can't say, and the commands that take the live resources over, go to standard error.
Values of variables that may be secret are parameters. Nothing in AWS changes.
Exit codes: 0 done, 1 it could not be read, or a wrong call.

  npm run --silent slipway -- export tools --to terraform --out tools-terraform`

/** Writes a live deployment as code. */
export const exportRuntime: Verb = (command) =>
  void command
    .argument('<runtime>', 'name, id or ARN')
    .addOption(new Option('--to <format>', 'what it is written as').choices(EXPORT_FORMATS))
    .option('--out <folder>', 'where the files go')
    .addOption(JSON_OPTION)
    .addOption(CONNECTION_OPTION)
    .addHelpText('after', NOTES)
    .action(async (wanted, { to, out, json, connection: chosen }) => {
      if (to === undefined) {
        throw new AppError(NO_FORMAT)
      }
      const connection = chosen ?? terminalConnection()
      const { id } = must(await findRuntime(connection, wanted))
      const written = must(await exportDeployment(connection, id, to))

      if (out !== undefined) {
        await writeFiles(out, written)
      }
      if (json) {
        printJson(written)
        return
      }
      process.stderr.write(visibleText(report(written, out)))

      if (out === undefined) {
        process.stdout.write(written.files[0]?.text ?? '')
      }
    })

const NO_FORMAT: Failure = {
  code: 'invalid-input',
  message: 'Nothing was written: an export needs a format.',
  remedy: `Add --to ${EXPORT_FORMATS.join('|')}.`,
}

async function writeFiles(folder: string, { files }: Written): Promise<void> {
  await mkdir(folder, { recursive: true })

  for (const { name, text } of files) {
    try {
      await writeFile(path.join(folder, name), text, { flag: 'wx' })
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') {
        throw error
      }
      throw new AppError({
        code: 'conflict',
        message: `${path.join(folder, name)} is there already.`,
        remedy: 'Give another folder, or move the file away.',
      })
    }
  }
}

function report({ files, notSaid, commands }: Written, out: string | undefined): string {
  const names = files.map(({ name }) => name).join(', ')
  return [
    out === undefined ? `Files: ${names}. With --out, all are written.` : `Written to ${out}: ${names}.`,
    ...(notSaid.length === 0 ? [] : ['What it can’t say:']),
    ...notSaid.map(({ member, why, lost }) => `  ${member}: ${why} ${lost}`),
    'Then:',
    ...commands.map((line) => `  ${line}`),
    '',
  ].join('\n')
}
