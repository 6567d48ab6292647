import { clsx } from 'clsx'
import { memo } from 'react'
import { segmentsOf } from '@/components/log-viewer/list/segments'
import type { Span, SpanStyle } from '@/lib/logs/spans'

const COLORS = [
  'text-text',
  'text-danger',
  'text-success',
  'text-warning',
  'text-info',
  'text-practice',
  'text-accent',
  'text-muted',
]
const BACKGROUNDS = [
  '',
  'bg-danger-soft',
  'bg-success-soft',
  'bg-warning-soft',
  'bg-info-soft',
  'bg-practice-soft',
  'bg-accent-soft',
  'bg-raised',
]

type RowTextProps = { text: string; spans?: Span[] | undefined; hits?: number[] | undefined }

/** Text with its colours and matches: text nodes and spans, never markup of its own. */
export const RowText = memo(function RowText({ text, spans, hits }: RowTextProps) {
  if (!spans && !hits) {
    return text
  }
  return segmentsOf(text, spans, hits).map((segment) => {
    const className = clsx(
      styleClass(segment.style),
      segment.isMark && 'rounded-sm bg-warning-soft text-warning',
      segment.isHit && 'rounded-xs bg-accent-soft text-text outline outline-accent/60',
    )
    return segment.isHit ? (
      <mark key={segment.at} className={className}>
        {segment.text}
      </mark>
    ) : (
      <span key={segment.at} className={className} style={ownColors(segment.style)}>
        {segment.text}
      </span>
    )
  })
})

function styleClass(style: SpanStyle | undefined): string | undefined {
  if (!style) {
    return undefined
  }
  const { color, background } = style
  return clsx(
    typeof color === 'number' && COLORS[color % 8],
    typeof background === 'number' && BACKGROUNDS[background % 8],
    style.bold && 'font-bold',
    style.dim && 'text-muted',
    style.italic && 'italic',
    style.underline && 'underline',
    style.strike && 'line-through',
  )
}

// A colour of the line's own choice is only a tint, so that no line can hide itself.
function ownColors(style: SpanStyle | undefined) {
  const { color, background } = style ?? {}
  return typeof color === 'string' || typeof background === 'string'
    ? {
        ...(typeof color === 'string' ? { color: `color-mix(in oklab, ${color} 30%, var(--text))` } : {}),
        ...(typeof background === 'string'
          ? { background: `color-mix(in oklab, ${background} 12%, transparent)` }
          : {}),
      }
    : undefined
}
