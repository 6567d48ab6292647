'use client'

import dynamic from 'next/dynamic'
import { DownloadButton } from '@/components/clients/download-button'
import { Notice } from '@/components/feedback/notice'
import { CopyButton } from '@/components/ui/copy-button'
import type { Change, Merged } from '@/lib/clients/merge/change'

const MergeDiff = dynamic(() => import('@/components/clients/merge-diff').then((file) => file.MergeDiff), {
  ssr: false,
})

const VERBS: Record<Change['kind'], string> = { added: 'Added', updated: 'Updated', same: 'Already as it should be' }

export function MergeResult({ before, merged, fileName }: { before: string; merged: Merged; fileName: string }) {
  const { text, changes, reformatted } = merged
  const changed = changes.some(({ kind }) => kind !== 'same')

  return (
    <div className="flex flex-col gap-3">
      <Notice
        tone={changed ? 'success' : 'info'}
        live="status"
        title={changes.map(({ kind, path }) => `${VERBS[kind]}: ${path}`).join('. ')}
        actions={
          changed ? (
            <>
              <CopyButton value={text} label="merged file" text="Copy merged file" />
              <DownloadButton text={text} fileName={fileName} />
            </>
          ) : null
        }
      >
        {reformatted ? (
          <p>This form of file could only be written anew: spaces and quotes may differ elsewhere too.</p>
        ) : null}
      </Notice>
      {changed ? <MergeDiff before={before} after={text} /> : null}
    </div>
  )
}
