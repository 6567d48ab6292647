import Link from 'next/link'
import { CopyButton } from '@/components/ui/copy-button'
import type { Need } from '@/lib/clients/model'

export function NeedList({ needs }: { needs: Need[] }) {
  return (
    <ul className="flex list-disc flex-col gap-2 pl-5">
      {needs.map(({ text, command, href, link }) => (
        <li key={text}>
          {text}
          {href ? (
            <>
              {' '}
              <a className="text-accent underline underline-offset-4" href={href} target="_blank" rel="noreferrer">
                How to install it
              </a>
            </>
          ) : null}
          {link ? (
            <>
              {' '}
              <Link className="text-accent underline underline-offset-4" href={link.href}>
                {link.label}
              </Link>
            </>
          ) : null}
          {command ? (
            <span className="mt-1 flex w-fit max-w-full items-center gap-2 rounded-md border bg-surface py-1 pr-1 pl-2.5">
              <code className="min-w-0 break-all font-mono text-table">{command}</code>
              <CopyButton value={command} label="command" />
            </span>
          ) : null}
        </li>
      ))}
    </ul>
  )
}
