'use client'

import { useRef, useState } from 'react'
import { Field } from '@/components/form/field'
import { TextInput } from '@/components/form/inputs'
import { useWhenLeft } from '@/components/layout/use-when-left'
import { useClearedWhenHidden } from '@/components/runtimes/use-cleared-when-hidden'
import { TokenReading } from '@/components/tokens/token-first/token-reading'
import { Disclosure } from '@/components/ui/disclosure'
import { type Claims, decodeClaims } from '@/lib/tokens/claims/claims'
import type { AuthorizerTexts } from '@/lib/tokens/issuer/proposal'
import { hasPublishedKey, whyNoToken } from '@/lib/tokens/issuer/token-source'

type PasteTokenProps = {
  /** Whether it begins unfolded. */
  open: boolean
  /** Gets what the fields of the form should hold. */
  onApply: (texts: AuthorizerTexts) => void
}

/** From a token to what a runtime should require of its like. The token leaves the field as soon as it is read, and never the browser. */
export function PasteToken({ open, onApply }: PasteTokenProps) {
  const [isOpen] = useState(open)
  const [typed, setTyped] = useClearedWhenHidden('')
  const [read, setRead] = useState<{ claims: Claims; at: number }>()
  const field = useRef<HTMLInputElement>(null)
  useWhenLeft(() => setRead(undefined))

  function take(text: string) {
    const token = text.trim().replace(/^Bearer\s+/i, '')
    const claims = hasPublishedKey(token) ? decodeClaims(token) : undefined
    setTyped(claims ? '' : text)
    setRead(claims ? { claims, at: Date.now() } : undefined)
  }

  return (
    <Disclosure summary="Begin with a token" open={isOpen}>
      <div className="flex min-w-0 flex-col gap-4">
        <div className="max-w-2xl">
          <Field
            label="Paste a token"
            name="tokenToRead"
            errors={typed ? [whyNoToken(typed.trim())] : []}
            hint="An access token of your issuer. It is read in this browser, sent nowhere, and not kept."
          >
            {/* Without a name, so that no form sends it. */}
            <TextInput
              ref={field}
              type="password"
              autoComplete="off"
              mono
              value={typed ?? ''}
              onChange={(event) => take(event.target.value)}
              onKeyDown={(event) => {
                if (event.key === 'Enter') {
                  event.preventDefault()
                }
              }}
            />
          </Field>
        </div>
        {read ? (
          <TokenReading
            key={read.at}
            {...read}
            onApply={onApply}
            onForget={() => {
              setRead(undefined)
              field.current?.focus()
            }}
          />
        ) : null}
      </div>
    </Disclosure>
  )
}
