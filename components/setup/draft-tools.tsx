'use client'

import { Upload } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useRef, useState, useTransition } from 'react'
import { FailureNotice } from '@/components/feedback/failure-notice'
import { useConnectionKey } from '@/components/form/connection-context'
import { BaseInput } from '@/components/ui/base-controls'
import { Button } from '@/components/ui/button'
import type { SetupValues } from '@/lib/deployments/setup/form-fields'
import type { Failure, Result } from '@/lib/result'
import { routes } from '@/lib/routes'

export type ImportSpec = (input: { connection: string; text: string }) => Promise<Result<SetupValues>>

type DraftToolsProps = {
  from: string | undefined
  importSpec: ImportSpec
  replace: (values: SetupValues) => void
  clear: () => void
}

/** Begin from a saved spec, or from nothing. */
export function DraftTools({ from, importSpec, replace, clear }: DraftToolsProps) {
  const connection = useConnectionKey()
  const router = useRouter()
  const input = useRef<HTMLInputElement>(null)
  const [failure, setFailure] = useState<Failure | null>(null)
  const [isPending, startTransition] = useTransition()
  const query = from ? { from } : {}

  function upload(file: File | undefined) {
    if (!file) {
      return
    }
    startTransition(async () => {
      const result = file.size > MAX_BYTES ? TOO_LARGE : await importSpec({ connection, text: await file.text() })
      setFailure(result.ok ? null : result.error)

      if (result.ok) {
        replace(result.data)
        router.push(routes.setup({ step: 'review', ...query }))
      }
    })
  }

  function startOver() {
    clear()
    setFailure(null)
    router.push(routes.setup({ step: 'access', ...query }))
  }

  return (
    <div className="flex min-w-0 flex-col gap-3">
      <div className="flex flex-wrap gap-2">
        <BaseInput
          ref={input}
          type="file"
          accept="application/json,.json"
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
        <Button size="sm" variant="ghost" onClick={startOver}>
          Start over
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
