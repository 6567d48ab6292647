'use client'

import { Upload } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useRef, useState, useTransition } from 'react'
import { FailureNotice } from '@/components/feedback/failure-notice'
import { useConnectionKey } from '@/components/form/connection-context'
import { BaseInput } from '@/components/ui/base-controls'
import { Button } from '@/components/ui/button'
import type { SetupValues } from '@/lib/deployments/setup/form-fields'
import type { ImportedSpec } from '@/lib/deployments/setup/import-spec'
import type { Failure, Result } from '@/lib/result'
import { routes } from '@/lib/routes'

export type ImportSpec = (input: { connection: string; text: string }) => Promise<Result<ImportedSpec>>

type DraftToolsProps = {
  from: string | undefined
  /** The answers so far; undefined until the browser has been asked. */
  values: SetupValues | undefined
  importSpec: ImportSpec
  replace: (values: SetupValues) => void
  /** Another tool's file, to be shown before anything is filled in; undefined takes that back. */
  offer: (imported: ImportedSpec | undefined) => void
  clear: () => void
}

/** Begin from a saved spec, from another tool's file, or from nothing. */
export function DraftTools({ from, values, importSpec, replace, offer, clear }: DraftToolsProps) {
  const connection = useConnectionKey()
  const router = useRouter()
  const input = useRef<HTMLInputElement>(null)
  const [failure, setFailure] = useState<Failure | null>(null)
  const [given, setGiven] = useState<SetupValues>()
  const [isPending, startTransition] = useTransition()
  const query = from ? { from } : {}

  function upload(file: File | undefined) {
    if (!file) {
      return
    }
    startTransition(async () => {
      const result = file.size > MAX_BYTES ? TOO_LARGE : await importSpec({ connection, text: await file.text() })
      setFailure(result.ok ? null : result.error)

      offer(result.ok && result.data.from ? result.data : undefined)

      if (result.ok && !result.data.from) {
        replace(result.data.values)
        router.push(routes.setup({ step: 'review', ...query }))
      }
    })
  }

  function startOver() {
    setGiven(values)
    clear()
    offer(undefined)
    setFailure(null)
    router.push(routes.setup({ step: 'access', ...query }))
  }

  function takeBack() {
    if (given) {
      replace(given)
      setGiven(undefined)
    }
  }

  return (
    <div className="flex min-w-0 flex-col gap-3">
      <div className="flex flex-wrap gap-2">
        <BaseInput
          ref={input}
          type="file"
          accept="application/json,.json,.yaml,.yml,.tf,.template"
          aria-label="Spec file"
          className="sr-only"
          tabIndex={-1}
          onChange={(event) => {
            upload(event.target.files?.[0])
            event.target.value = ''
          }}
        />
        <Button size="sm" variant="ghost" pending={isPending} onClick={() => input.current?.click()}>
          <Upload aria-hidden />
          Upload a spec
        </Button>
        {/* One button, so that a second press takes the first one back, and the focus stays. */}
        <Button size="sm" variant="ghost" disabled={values === undefined} onClick={given ? takeBack : startOver}>
          {given ? 'Bring my answers back' : 'Start over'}
        </Button>
      </div>
      {failure ? <FailureNotice failure={failure} /> : null}
    </div>
  )
}

const MAX_BYTES = 200_000

const TOO_LARGE = {
  ok: false,
  error: {
    code: 'invalid-input',
    message: 'The file is larger than any spec can be.',
    remedy: 'Choose a spec that Slipway saved.',
  },
} as const
