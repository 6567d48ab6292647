import { CopyButton } from '@/components/ui/copy-button'

/** A line for a terminal, with a button that copies it. */
export function Command({ command }: { command: string }) {
  return (
    <span className="flex w-fit max-w-full items-center gap-2 rounded-md border bg-surface py-1 pr-1 pl-2.5">
      <code className="min-w-0 break-all font-mono text-table">{command}</code>
      <CopyButton value={command} label="command" />
    </span>
  )
}
