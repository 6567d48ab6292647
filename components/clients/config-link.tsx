import { ExternalLink } from 'lucide-react'
import { buttonClass } from '@/components/ui/button'
import { CodeBlock } from '@/components/ui/code-block'

/** One click, and the same address to copy: a browser may not hand it to a program. */
export function ConfigLink({ link, name }: { link: string; name: string }) {
  return (
    <>
      <p>
        <a href={link} className={buttonClass({ variant: 'primary' })}>
          <ExternalLink aria-hidden />
          {`Add to ${name}`}
        </a>
      </p>
      <p className="text-muted">
        It opens {name}, which asks before it adds the server. It holds no secret. If nothing opens, copy the address
        into the browser, or use the file.
      </p>
      <CodeBlock code={link} language="link" wrap />
    </>
  )
}
