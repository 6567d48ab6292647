'use client'

import { useRef } from 'react'
import { Field } from '@/components/form/field'
import { TextArea } from '@/components/form/inputs'
import { useFieldErrors } from '@/components/tokens/settings/field-errors'
import { Button } from '@/components/ui/button'
import { CodeBlock } from '@/components/ui/code-block'
import { REDIRECT_URIS, withUris } from '@/lib/tokens/issuer/redirect-uris'

type RedirectUrisProps = { uris: string[]; domain: string | undefined; poolId: string }

/** Where OAuth may lead back to: typed, or taken from what the known clients use. */
export function RedirectUris({ uris, domain, poolId }: RedirectUrisProps) {
  const box = useRef<HTMLTextAreaElement>(null)

  function add(more: string[]) {
    if (box.current) {
      box.current.value = withUris(box.current.value, more)
      // The form forgets its plan when a field changes; a script's change does not say so by itself.
      box.current.dispatchEvent(new Event('input', { bubbles: true }))
    }
  }

  return (
    <div className="flex w-full min-w-0 flex-col gap-2">
      <Field
        label="Redirect URIs"
        name="redirectUris"
        errors={useFieldErrors('redirectUris')}
        hint="One on each line, for clients that sign in with OAuth instead of a token. They have to match to the letter, port included."
      >
        <TextArea ref={box} name="redirectUris" mono defaultValue={uris.join('\n')} />
      </Field>
      <ul aria-label="Redirect URIs of clients" className="flex flex-wrap gap-2">
        {REDIRECT_URIS.map(({ client, uris: more }) => (
          <li key={client}>
            <Button size="sm" title={more.join(' ')} onClick={() => add(more)}>
              {`Add ${client}`}
            </Button>
          </li>
        ))}
      </ul>
      {domain === undefined ? (
        <>
          <p className="text-muted text-table">
            The pool has no sign-in pages yet, and OAuth needs them. Choose a prefix that nobody in the region has:
          </p>
          <CodeBlock
            code={`aws cognito-idp create-user-pool-domain --user-pool-id ${poolId} --region ${poolId.slice(0, poolId.lastIndexOf('_'))} --domain PREFIX`}
            language="shell"
          />
        </>
      ) : null}
    </div>
  )
}
