'use client'

import { useState } from 'react'
import { Notice } from '@/components/feedback/notice'
import { useWhenLeft } from '@/components/layout/use-when-left'
import { CopyButton } from '@/components/ui/copy-button'
import type { OneTimeSecret } from '@/lib/deployments/model'

/** Shows a generated password once. It leaves the page when the page is hidden, because hidden routes stay in memory. */
export function SecretOnce({ secret }: { secret: OneTimeSecret }) {
  const [isShown, setIsShown] = useState(true)

  useWhenLeft(() => setIsShown(false))

  if (!isShown) {
    return null
  }
  return (
    <Notice tone="warning" title="Copy the password now. It is shown only this once and kept nowhere.">
      <dl className="grid gap-x-4 gap-y-1 sm:grid-cols-[max-content_1fr]">
        <dt className="text-muted">User name</dt>
        <dd className="break-all font-mono">{secret.userName}</dd>
        <dt className="text-muted">Password</dt>
        <dd className="flex items-center gap-2 break-all font-mono">
          {secret.password}
          <CopyButton value={secret.password} label="password" />
        </dd>
      </dl>
    </Notice>
  )
}
