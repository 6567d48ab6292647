'use client'

import { useRouter } from 'next/navigation'
import { Notice } from '@/components/feedback/notice'
import type { Texts, Working } from '@/components/policy-editor/texts/use-texts'
import { Button } from '@/components/ui/button'
import { DiffView } from '@/components/ui/diff-view'
import { diffLines } from '@/lib/format/diff'
import type { RoleDocument } from '@/lib/roles/document'

type ChangedElsewhereProps = {
  document: RoleDocument
  working: Working
  /** IAM's text now; null: the policy is gone. */
  current: string | null
  /** Yours was written, and theirs came right behind it. */
  isReplaced?: boolean | undefined
  texts: Texts
  onClose: () => void
}

/** Somebody was faster, or right behind: what they changed, what you changed, and the choice. IAM has their text. */
export function ChangedElsewhere({ document, working, current, isReplaced, texts, onClose }: ChangedElsewhereProps) {
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
      {isReplaced ? (
        <Notice tone="warning" live="alert" title={`Somebody else saved ${document.name} right after you.`}>
          <p>Your text is not in IAM any more. It is kept here, among the earlier texts if you go on from IAM’s.</p>
        </Notice>
      ) : (
        <Notice tone="warning" live="alert" title={`${document.name} was changed elsewhere since you began.`}>
          <p>
            Nothing was saved, and your text is kept, among the earlier texts if you go on from IAM’s. The next review
            compares with IAM’s text of now.
          </p>
        </Notice>
      )}
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
