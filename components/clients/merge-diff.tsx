'use client'

import { DiffView } from '@/components/ui/diff-view'
import { changedLines } from '@/lib/clients/merge/diff'

export function MergeDiff({ before, after }: { before: string; after: string }) {
  return <DiffView lines={changedLines(before, after)} label="Changes to your file" />
}
