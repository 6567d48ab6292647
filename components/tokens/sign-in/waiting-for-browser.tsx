import { ExternalLink } from 'lucide-react'
import { Notice } from '@/components/feedback/notice'
import { Button, buttonClass } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import { Time } from '@/components/ui/time'

type WaitingProps = { address: string; redirectUri: string; until: string; onCancel: () => void }

/** While the person is at the issuer's page: the way there once more, and what the issuer has to know. */
export function WaitingForBrowser({ address, redirectUri, until, onCancel }: WaitingProps) {
  return (
    <Notice
      tone="info"
      live="status"
      title="Sign in in the other tab"
      actions={
        <>
          <a className={buttonClass({ size: 'sm' })} href={address} target="_blank" rel="noopener noreferrer">
            <ExternalLink aria-hidden />
            Open the sign-in page
          </a>
          <Button size="sm" variant="ghost" onClick={onCancel}>
            Cancel
          </Button>
        </>
      }
    >
      <p>
        This page goes on by itself. It stops waiting <Time at={until} />.
      </p>
      <p className="flex min-w-0 flex-wrap items-center gap-x-2">
        If the issuer refuses the redirect address, enter this one there:
        <code className="min-w-0 break-all font-mono text-table">{redirectUri}</code>
        <CopyButton value={redirectUri} label="redirect address" />
      </p>
    </Notice>
  )
}
