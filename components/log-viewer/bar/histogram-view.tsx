'use client'

import { type KeyboardEvent, type PointerEvent, useState } from 'react'
import { axisTime, clockTime } from '@/components/log-viewer/bar/times'
import type { Bins } from '@/components/log-viewer/engine/protocol'
import { LEVELS } from '@/components/log-viewer/engine/rows'
import { LEVEL_LOOKS } from '@/components/log-viewer/list/level-mark'
import type { Zone } from '@/components/log-viewer/settings'
import type { LogLevel } from '@/lib/troubles/text/level-words'

type HistogramProps = { bins: Bins; zone: Zone; onPick: (from: number, to: number) => void }
/** Indexes of the bins from one end to the other; `to` is where the pointer or the cursor is. */
type Picked = { from: number; to: number }

/** Lines over time by level. A drag over it, or the arrow keys with Shift and then Enter, picks a range. */
export function HistogramView({ bins, zone, onPick }: HistogramProps) {
  const [picked, setPicked] = useState<Picked | null>(null)
  const [isDragging, setDragging] = useState(false)
  const totals = binTotals(bins)
  const count = totals.length
  const width = (bins.to - bins.from) / count
  const cursor = picked?.to ?? count - 1
  const timeOf = (bin: number) => bins.from + bin * width

  function pick(chosen: Picked) {
    const [first, last] = [Math.min(chosen.from, chosen.to), Math.max(chosen.from, chosen.to)]
    setPicked(null)
    onPick(Math.floor(timeOf(first)), Math.ceil(timeOf(last + 1)))
  }

  function binAt(event: PointerEvent<HTMLElement>): number {
    const box = event.currentTarget.getBoundingClientRect()
    return Math.max(0, Math.min(count - 1, Math.floor(((event.clientX - box.left) / box.width) * count)))
  }

  function onKeyDown(event: KeyboardEvent) {
    const to = { ArrowLeft: cursor - 1, ArrowRight: cursor + 1, Home: 0, End: count - 1 }[event.key]

    if (to !== undefined) {
      const bounded = Math.max(0, Math.min(count - 1, to))
      setPicked({ from: event.shiftKey ? (picked?.from ?? cursor) : bounded, to: bounded })
    } else if (event.key === 'Enter' && picked) {
      pick(picked)
    } else if (event.key === 'Escape' && picked) {
      setPicked(null)
    } else {
      return
    }
    event.preventDefault()
    event.stopPropagation()
  }

  return (
    <div className="select-none">
      <div
        role="slider"
        tabIndex={0}
        aria-label="Lines over time. Arrow keys move, with Shift they mark a range, Enter shows it."
        aria-valuemin={0}
        aria-valuemax={count - 1}
        aria-valuenow={cursor}
        aria-valuetext={spoken(picked, cursor, totals, (bin) => clockTime(timeOf(bin), zone))}
        onKeyDown={onKeyDown}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId)
          setDragging(true)
          setPicked({ from: binAt(event), to: binAt(event) })
        }}
        onPointerMove={(event) => {
          if (isDragging && picked) {
            setPicked({ from: picked.from, to: binAt(event) })
          }
        }}
        onPointerUp={() => {
          setDragging(false)
          if (picked && picked.from !== picked.to) {
            pick(picked)
          }
        }}
        onBlur={() => setPicked(null)}
        className="relative h-12 cursor-crosshair touch-pan-y rounded border-b"
      >
        <Bars bins={bins} picked={picked} />
      </div>
      <div aria-hidden className="flex justify-between pt-0.5 font-mono text-muted text-xs">
        {[0, 1 / 2, 1].map((part) => (
          <span key={part}>{axisTime(bins.from + part * (bins.to - bins.from), zone, bins.to - bins.from)}</span>
        ))}
      </div>
    </div>
  )
}

function Bars({ bins, picked }: { bins: Bins; picked: Picked | null }) {
  const count = bins.counts.length / LEVELS.length
  const peak = Math.max(1, ...binTotals(bins))

  return (
    <svg
      aria-hidden="true"
      viewBox={`0 0 ${count} 1`}
      preserveAspectRatio="none"
      className="absolute inset-0 size-full"
    >
      {picked ? (
        <rect
          x={Math.min(picked.from, picked.to)}
          width={Math.abs(picked.to - picked.from) + 1}
          height={1}
          fill="var(--accent)"
          opacity={0.25}
        />
      ) : null}
      {LEVELS.map((level) => (
        <path key={level} d={levelPath(bins, level, peak)} fill={LEVEL_LOOKS[level].fill} />
      ))}
    </svg>
  )
}

function spoken(picked: Picked | null, cursor: number, totals: number[], time: (bin: number) => string): string {
  const [first, last] = picked ? [Math.min(picked.from, picked.to), Math.max(picked.from, picked.to)] : [cursor, cursor]
  const lines = totals.slice(first, last + 1).reduce((sum, count) => sum + count, 0)
  return `${time(first)} to ${time(last + 1)}, ${lines.toLocaleString('en')} lines`
}

/** All levels of each bin together. */
function binTotals({ counts }: Bins): number[] {
  return Array.from({ length: counts.length / LEVELS.length }, (_, bin) =>
    LEVELS.reduce((sum, _level, at) => sum + (counts[bin * LEVELS.length + at] ?? 0), 0),
  )
}

/**
 * The bars of one level as a path, one unit wide and at most one high, errors at the foot and the others stacked on them. A bin
 * with a single line is still to be seen.
 */
function levelPath({ counts }: Bins, level: LogLevel, peak: number): string {
  const position = LEVELS.indexOf(level)
  let path = ''

  for (let bin = 0; bin * LEVELS.length < counts.length; bin += 1) {
    const cells = counts.slice(bin * LEVELS.length, (bin + 1) * LEVELS.length)
    const own = cells[position] ?? 0
    if (own > 0) {
      const below = cells.slice(0, position).reduce((sum, count) => sum + count, 0)
      const height = Math.max(own / peak, 0.03)
      const bottom = 1 - below / peak
      path += `M${bin + 0.1} ${round(bottom)}v${round(-height)}h.8v${round(height)}z`
    }
  }
  return path
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000
}
