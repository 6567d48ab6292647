'use client'

import { useState } from 'react'
import { Notice } from '@/components/feedback/notice'
import { changedAnswers } from '@/components/setup/changed-answers'
import { Button, ButtonLink } from '@/components/ui/button'
import type { SetupValues } from '@/lib/deployments/setup/form-fields'
import { counted } from '@/lib/format/counted'
import { routes } from '@/lib/routes'

type KeptEditProps = { from: string; initial: SetupValues; values: SetupValues; onDiscard: () => void }

/** Answers of an earlier visit that never reached AWS: said on arrival only, because the button counts what is typed now. */
export function KeptEdit({ from, initial, values, onDiscard }: KeptEditProps) {
  const changes = changedAnswers(initial, values)
  const [isKept, setKept] = useState(changes > 0)

  return isKept && changes > 0 ? (
    <Notice
      tone="info"
      title={`${counted(changes, 'answer differs', 'answers differ')} from what AWS has`}
      actions={
        <>
          <ButtonLink size="sm" href={routes.setup({ step: 'review', from })}>
            {`Review ${counted(changes, 'change')}`}
          </ButtonLink>
          <Button
            size="sm"
            onClick={() => {
              setKept(false)
              onDiscard()
            }}
          >
            Discard
          </Button>
        </>
      }
    >
      <p>They are from an earlier edit that was not launched.</p>
    </Notice>
  ) : null
}
