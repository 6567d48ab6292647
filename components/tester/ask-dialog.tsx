import type { ToolCall } from '@/components/tester/tester-state'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'

type AskDialogProps = { question: { call: ToolCall; why: string } | undefined; onAnswer: (isWanted: boolean) => void }

/** Nothing has been sent when this opens. */
export function AskDialog({ question, onAnswer }: AskDialogProps) {
  const { call, why } = question ?? {}
  const command = call?.arguments.cli_command

  return (
    <Dialog
      open={question !== undefined}
      onClose={() => onAnswer(false)}
      title="This may change something in AWS"
      description={why}
      size="md"
      footer={
        <>
          <Button onClick={() => onAnswer(false)} data-autofocus>
            Cancel
          </Button>
          <Button variant="danger" onClick={() => onAnswer(true)}>
            {command === undefined ? `Call ${call?.tool}` : 'Run the command'}
          </Button>
        </>
      }
    >
      <pre className="whitespace-pre-wrap break-all font-mono text-table">
        {command === undefined ? JSON.stringify(call?.arguments, null, 2) : [command].flat().join('\n')}
      </pre>
      <p className="pt-2 text-muted">It runs with the permissions of the execution role. Nothing was sent yet.</p>
    </Dialog>
  )
}
