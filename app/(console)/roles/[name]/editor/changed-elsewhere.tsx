'use client'

import { useRouter } from 'next/navigation'
import type { Texts, Working } from '@/app/(console)/roles/[name]/editor/use-texts'
import { Notice } from '@/components/feedback/notice'
import { DiffView } from '@/components/runtimes/diff-view'
import { Button } from '@/components/ui/button'
import type { RoleDocument } from '@/lib/roles/document'
import { diffLines } from '@/lib/runtimes/diff'

type ChangedElsewhereProps = {
  document: RoleDocument
  working: Working
  /** IAM's text now; null: the policy is gone. */
  current: string | null
  texts: Texts
  onClose: () => void
}

/** Somebody was faster: what they changed, what you changed, and the choice. Nothing has been written. */
export function ChangedElsewhere({ document, working, current, texts, onClose }: ChangedElsewhereProps) {
  const router = useRouter()

  function keepMine() {
    texts.rebase(document, current, working.text)
    onClose()
  }
  function takeTheirs() {
    texts.discard(document)
    onClose()
    router.refresh()
  }

  return (
    <div className="flex flex-col gap-5">
      <Notice tone="warning" live="alert" title={`${document.name} was changed elsewhere since you began.`}>
        <p>
          Nothing was saved, and your text is kept, among the earlier texts if you go on from IAM’s. The next review
          compares with IAM’s text of now.
        </p>
      </Notice>
      <div className="grid gap-4 md:grid-cols-2">
        <section className="flex min-w-0 flex-col gap-2">
          <h3 className="font-medium">{current === null ? 'In IAM it was deleted' : 'Changed in IAM'}</h3>
          <DiffView label="Changed in IAM" lines={diffLines(working.base ?? '', current ?? '')} />
        </section>
        <section className="flex min-w-0 flex-col gap-2">
          <h3 className="font-medium">Changed by you</h3>
          <DiffView label="Changed by you" lines={diffLines(working.base ?? '', working.text)} />
        </section>
      </div>
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={takeTheirs}>Go on from IAM’s text</Button>
        <Button variant="primary" onClick={keepMine}>
          Keep mine and review again
        </Button>
      </div>
    </div>
  )
}
