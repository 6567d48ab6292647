import { type ConfigOptions, readConfigOptions } from '@/cli/config/config-options'
import { CONFIG_USAGE } from '@/cli/config/config-usage'
import { EXIT } from '@/cli/shared/exit'
import { printFailure, printJson } from '@/cli/shared/report'
import { FORMS } from '@/lib/clients/choice'
import { emitConfig } from '@/lib/clients/emit'
import type { ClientConfig, OperatingSystem } from '@/lib/clients/model'
import { CLIENTS } from '@/lib/clients/registry'

const WRONG_CALL = 2

/** `config CLIENT` and `config --list`. Exit code 2 for a wrong call, 1 for a form that the client doesn't have. */
export async function config(args: string[]): Promise<number> {
  if (args.length === 0 || args.includes('--help') || args[0] === 'help') {
    process[args.length === 0 ? 'stderr' : 'stdout'].write(CONFIG_USAGE)
    return args.length === 0 ? WRONG_CALL : EXIT.done
  }
  if (args.includes('--list')) {
    printJson(CLIENTS.map(({ emit: _, initials: __, ...facts }) => facts))
    return EXIT.done
  }
  const options = readConfigOptions(args)

  if (!options.ok) {
    printFailure(options.error, false)
    return WRONG_CALL
  }
  return print(options.data)
}

function print({ client, target, os, form }: ConfigOptions): number {
  const emitted = emitConfig(client, target, os)
  const forms = formsOf(emitted, os)
  const text = forms[form]

  if (text === undefined) {
    const others = FORMS.filter((name) => forms[name] !== undefined)
    process.stderr.write(`${client.name} has no ${form} for this. It has: ${others.join(', ')}.\n`)
    return EXIT.failed
  }
  process.stdout.write(`${text.trimEnd()}\n`)
  process.stderr.write(advice(emitted, form === 'file'))
  return EXIT.done
}

function formsOf({ full, command, powershell, link }: ClientConfig, os: OperatingSystem) {
  return { file: full, command: os === 'windows' ? powershell : command, link }
}

function advice({ path, projectPath, needs, notes }: ClientConfig, isFile: boolean): string {
  const places = isFile ? [`\nFile: ${path}`, ...(projectPath ? [`For one project: ${projectPath}`] : [])] : ['']
  const wants = needs.map(({ text, command, href }) => `  - ${[text, command, href].filter(Boolean).join('\n    ')}`)
  return `${[...places, 'It needs:', ...wants, 'To know:', ...notes.map((note) => `  - ${note}`)].join('\n')}\n`
}
