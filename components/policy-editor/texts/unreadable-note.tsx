import type { Reading } from '@/components/policy-editor/texts/use-reading'

/** An answer about half of the documents must say so. */
export function UnreadableNote({ unreadable }: Pick<Reading, 'unreadable'>) {
  return unreadable.length === 0 ? null : (
    <p className="text-table text-warning">
      This leaves out {unreadable.join(', ')}: it can’t be read, or is not valid yet.
    </p>
  )
}
