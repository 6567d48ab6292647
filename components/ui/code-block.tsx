import { clsx } from 'clsx'
import { CopyButton } from '@/components/ui/copy-button'

type CodeBlockProps = {
  code: string
  /** What it is written in, as a label: `json`, `shell`. */
  language: string
  filename?: string
  /** Whether long lines start wrapped; the reader can change it. */
  wrap?: boolean
  lineNumbers?: boolean
}

/** Code to read or copy. The wrap toggle is a checkbox that CSS reads, so it needs no script. */
export function CodeBlock({ code, language, filename, wrap = false, lineNumbers = false }: CodeBlockProps) {
  return (
    <figure className="group/code min-w-0 overflow-hidden rounded-lg border bg-surface">
      <figcaption className="flex min-h-9 items-center gap-2 border-b bg-raised px-3 text-table">
        <span className="min-w-0 flex-1 truncate">
          {filename ? <span className="font-mono">{filename}</span> : null}
          <span className={clsx('text-muted', filename && 'ml-2')}>{language}</span>
        </span>
        <label className="flex items-center gap-1.5 text-muted">
          <input type="checkbox" defaultChecked={wrap} data-wrap className="accent-accent" />
          Wrap
        </label>
        <CopyButton value={code} label={filename ?? `${language} code`} />
      </figcaption>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reachable by keyboard */}
      <pre tabIndex={0} className={PRE_CLASS}>
        {lineNumbers ? <NumberedLines code={code} /> : <code>{code}</code>}
      </pre>
    </figure>
  )
}

const PRE_CLASS =
  'max-h-96 overflow-auto p-3 font-mono text-table outline-offset-[-2px] group-has-[[data-wrap]:checked]/code:whitespace-pre-wrap group-has-[[data-wrap]:checked]/code:break-all'

function NumberedLines({ code }: { code: string }) {
  return (
    <code className="[counter-reset:line]">
      {code.split('\n').map((line, index) => (
        <span
          // biome-ignore lint/suspicious/noArrayIndexKey: a line's number is what it is known by
          key={index}
          className="block pl-10 -indent-10 [counter-increment:line] before:mr-3 before:inline-block before:w-7 before:select-none before:text-right before:indent-0 before:text-muted before:content-[counter(line)]"
        >
          {`${line}\n`}
        </span>
      ))}
    </code>
  )
}
