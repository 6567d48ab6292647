'use client'

import type { ReactNode } from 'react'
import type { PastText } from '@/components/policies/draft-store'
import { Button } from '@/components/ui/button'
import { CodeBlock } from '@/components/ui/code-block'
import { Dialog } from '@/components/ui/dialog'
import { Disclosure } from '@/components/ui/disclosure'
import { Time } from '@/components/ui/time'

type EarlierDialogProps = {
  open: boolean
  onClose: () => void
  past: PastText[]
  onRestore: (text: string) => void
  /** What IAM itself keeps, for a managed policy. */
  versions?: ReactNode
}

const WORDS: Record<PastText['kind'], string> = { replaced: 'Replaced', deleted: 'Deleted', discarded: 'Put aside' }

/** What each save from this browser has replaced; any of it can be put back into the editor. */
export function EarlierDialog({ open, onClose, past, onRestore, versions }: EarlierDialogProps) {
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title="Earlier texts"
      description="What each save from this browser replaced, and what was typed and put aside. Putting one back changes nothing in AWS until you save."
      size="lg"
    >
      {versions ? (
        <section className="mb-4 flex flex-col gap-3">
          <h3 className="font-medium">Versions in IAM</h3>
          {versions}
        </section>
      ) : null}
      {versions ? <h3 className="mb-3 font-medium">Saved from this browser</h3> : null}
      {past.length === 0 ? (
        <p className="text-muted">Nothing was saved from this browser yet.</p>
      ) : (
        <ul className="flex flex-col gap-3">
          {past.map(({ text, at, reason, kind }) => (
            <li key={`${at} ${kind}`} className="flex flex-col gap-2">
              <p className="flex flex-wrap items-center gap-2">
                <span>
                  {WORDS[kind]} <Time at={at} />
                </span>
                {reason ? <span className="text-muted">because: {reason}</span> : null}
                <Button
                  size="sm"
                  onClick={() => {
                    onRestore(text)
                    onClose()
                  }}
                >
                  Put back
                </Button>
              </p>
              <Disclosure summary="Show the text">
                <CodeBlock code={text} language="json" />
              </Disclosure>
            </li>
          ))}
        </ul>
      )}
    </Dialog>
  )
}
