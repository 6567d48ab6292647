'use client'

import dynamic from 'next/dynamic'
import { ChangedNames } from '@/components/clients/changed-names'
import { DownloadButton } from '@/components/clients/download-button'
import { Notice } from '@/components/feedback/notice'
import { CopyButton } from '@/components/ui/copy-button'
import type { Change, Merged } from '@/lib/clients/merge/change'

const MergeDiff = dynamic(() => import('@/components/clients/merge-diff').then((file) => file.MergeDiff), {
  ssr: false,
})

const VERBS: Record<Change['kind'], string> = {
  added: 'Added',
  updated: 'Updated',
  moved: 'Moved to',
  same: 'Already as it should be',
}

type MergeResultProps = { before: string; merged: Merged; fileName: string }

/** What a merge does, what it takes away by name, and the file; without an answer that it needs, what to know only. */
export function MergeResult({ before, merged, fileName }: MergeResultProps) {
  const { text, changes, notes } = merged
  const changed = changes.filter(({ kind }) => kind !== 'same')

  return (
    <div className="flex flex-col gap-3">
      <ChangedNames title="Check this file" names={notes} />
      <ChangedNames
        title="The merge removes or replaces"
        names={[...new Set(changed.flatMap(({ lost }) => lost))]}
        isCode
      />
      {changes.length > 0 ? (
        <Notice
          tone={changed.length > 0 ? 'success' : 'info'}
          live="status"
          title={changes.map(({ kind, path }) => `${VERBS[kind]}: ${path}`).join('. ')}
          actions={
            changed.length > 0 ? (
              <>
                <CopyButton value={text} label="merged file" text="Copy merged file" />
                <DownloadButton text={text} fileName={fileName} />
              </>
            ) : null
          }
        >
          <Remarks merged={merged} kept={changed.flatMap(({ kept }) => kept)} />
        </Notice>
      ) : null}
      {changed.length > 0 ? <MergeDiff before={before} after={text} /> : null}
    </div>
  )
}

function Remarks({ merged: { reformatted }, kept }: { merged: Merged; kept: string[] }) {
  return (
    <>
      {kept.length > 0 ? <p className="break-words">Kept as you had it: {kept.join(', ')}.</p> : null}
      {reformatted ? (
        <p>This kind of file had to be written from scratch, so spaces and quotes may differ elsewhere too.</p>
      ) : null}
    </>
  )
}
