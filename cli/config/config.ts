import { type ConfigOptions, readConfigOptions, withConfigOptions } from '@/cli/config/config-options'
import { EXIT } from '@/cli/shared/exit'
import { printJson } from '@/cli/shared/report'
import { must, type Verb } from '@/cli/shared/verb'
import { FORMS } from '@/lib/clients/choice'
import { emitConfig } from '@/lib/clients/emit'
import type { ClientConfig, OperatingSystem, Target } from '@/lib/clients/model'
import { CLIENTS } from '@/lib/clients/registry'
import { REMOTE_PACKAGE, startsProgram } from '@/lib/clients/servers'
import { surroundingNotes } from '@/lib/clients/surroundings'
import { env } from '@/lib/env'

const NOTES = `
The config goes to standard output, the rest to standard error. Nothing is asked of AWS, and no secret is in it.
Exit codes: 0 done, 1 this client has no such form, 2 a wrong call.`

export const config: Verb = (command, done) =>
  void withConfigOptions(command.usage('CLIENT --auth sigv4|jwt --runtime ARN | CLIENT --managed | --list'))
    .addHelpText('after', NOTES)
    .action((client = '', options, self) => {
      if (options.list) {
        printJson(CLIENTS.map(({ emit: _, initials: __, ...facts }) => facts))
      } else if (client === 'help') {
        self.help()
      } else if (client === '' && Object.keys(options).every((name) => self.getOptionValueSource(name) === 'default')) {
        self.help({ error: true })
      } else {
        done(print(must(readConfigOptions(client, options, env()))))
      }
    })

function print({ client, target, os, form, ...more }: ConfigOptions): number {
  const emitted = emitConfig(client, target, os)
  const forms = formsOf(emitted, os)
  const text = forms[form]

  if (text === undefined) {
    const others = FORMS.filter((name) => forms[name] !== undefined)
    process.stderr.write(`${client.name} has no ${form} for this. It has: ${others.join(', ')}.\n`)
    return EXIT.failed
  }
  process.stdout.write(`${text.trimEnd()}\n`)
  process.stderr.write(
    advice({ ...emitted, notes: [...emitted.notes, ...notesOn(target, emitted, more)] }, form === 'file'),
  )
  return EXIT.done
}

function formsOf({ full, command, powershell, link }: ClientConfig, os: OperatingSystem) {
  return { file: full, command: os === 'windows' ? powershell : command, link }
}

type More = Pick<ConfigOptions, 'surroundings' | 'withEnvironment'>

/** On what the terminal has, where the client starts a program. */
function notesOn(target: Target, { full }: ClientConfig, { surroundings, withEnvironment }: More): string[] {
  const isProgram = startsProgram(target) || full.includes(REMOTE_PACKAGE)
  return isProgram || withEnvironment ? surroundingNotes(surroundings, full, withEnvironment) : []
}

function advice({ path, projectPath, needs, notes }: ClientConfig, isFile: boolean): string {
  const places = isFile ? [`\nFile: ${path}`, ...(projectPath ? [`For one project: ${projectPath}`] : [])] : ['']
  const wants = needs.map(({ text, command, href }) => `  - ${[text, command, href].filter(Boolean).join('\n    ')}`)
  return `${[...places, 'It needs:', ...wants, 'To know:', ...notes.map((note) => `  - ${note}`)].join('\n')}\n`
}
