import { type KeyboardEvent, useState } from 'react'
import { Field } from '@/components/form/field'
import { TextInput } from '@/components/form/inputs'
import type { HistoryEntry } from '@/components/tester/tester-state'
import { Button } from '@/components/ui/button'

const EXAMPLES = [
  'aws sts get-caller-identity',
  'aws s3api list-buckets',
  'aws ec2 describe-regions --query Regions[].RegionName',
  'aws iam list-roles --max-items 5',
  'aws lambda list-functions',
]

type CommandFormProps = {
  history: HistoryEntry[]
  isCalling: boolean
  onCall: (values: Record<string, unknown>) => void
}

/** One AWS CLI command. Arrow keys go through the commands that were run, as in a terminal. */
export function CommandForm({ history, isCalling, onCall }: CommandFormProps) {
  const [command, setCommand] = useState('')
  const [place, setPlace] = useState(-1)
  const [error, setError] = useState<string>()
  const commands = commandsOf(history)

  function recall(event: KeyboardEvent) {
    const next = event.key === 'ArrowUp' ? place + 1 : event.key === 'ArrowDown' ? place - 1 : undefined

    if (next !== undefined && next >= -1 && next < commands.length) {
      event.preventDefault()
      setPlace(next)
      setCommand(commands[next] ?? '')
    }
  }

  function run() {
    const text = command.trim()
    setError(text === '' ? 'Type a command.' : undefined)

    if (text !== '' && !isCalling) {
      setPlace(-1)
      onCall({ cli_command: /^aws\s/.test(text) ? text : `aws ${text}` })
    }
  }

  return (
    <form
      className="flex min-w-0 flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault()
        run()
      }}
    >
      <div className="flex flex-wrap items-start gap-3">
        <div className="min-w-0 flex-1 basis-72">
          <Field
            label="AWS CLI command"
            name="command"
            required
            errors={error ? [error] : []}
            hint="It runs in the container with the execution role, without a shell: no pipes, no files. Up and down recall earlier ones."
          >
            <TextInput
              name="command"
              mono
              placeholder="aws s3api list-buckets"
              value={command}
              onChange={(event) => setCommand(event.target.value)}
              onKeyDown={recall}
            />
          </Field>
        </div>
        <Button type="submit" variant="primary" pending={isCalling} className="mt-6.5">
          {isCalling ? 'Running…' : 'Run'}
        </Button>
      </div>
      <Examples onChoose={setCommand} />
    </form>
  )
}

function Examples({ onChoose }: { onChoose: (command: string) => void }) {
  return (
    <ul aria-label="Examples" className="flex min-w-0 flex-wrap gap-2">
      {EXAMPLES.map((example) => (
        <li key={example} className="min-w-0">
          <Button size="sm" className="max-w-full font-mono" onClick={() => onChoose(example)}>
            <span className="truncate">{example}</span>
          </Button>
        </li>
      ))}
    </ul>
  )
}

/** Newest first, each once. */
function commandsOf(history: HistoryEntry[]): string[] {
  const all = history.flatMap((entry) => {
    const command = entry.kind === 'call' ? entry.call.arguments.cli_command : undefined
    return typeof command === 'string' ? [command] : []
  })
  return [...new Set(all)]
}
