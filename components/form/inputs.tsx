'use client'

import { clsx } from 'clsx'
import { type ComponentProps, type ReactNode, useId } from 'react'
import { useField } from '@/components/form/field-context'
import { BaseInput, BaseSelect, BaseTextArea } from '@/components/ui/base-controls'

const controlClass =
  'w-full min-w-0 rounded-md border border-control bg-surface px-2.5 text-text placeholder:text-muted disabled:opacity-60 aria-invalid:border-danger aria-invalid:outline-danger [&[readonly]]:bg-raised'

type Mono = { mono?: boolean }

/** Props that tie a control to the Field around it. */
function useControlProps() {
  const field = useField()
  return field === null
    ? {}
    : {
        id: field.id,
        'aria-describedby': field.describedBy,
        'aria-invalid': field.invalid || undefined,
        'aria-required': field.required || undefined,
      }
}

/** Machines read what `mono` inputs hold: no spelling or capitals are suggested there. */
export function TextInput({ className, mono = false, ...rest }: ComponentProps<'input'> & Mono) {
  return (
    <BaseInput
      type="text"
      autoComplete="off"
      {...(mono ? MACHINE_TEXT : {})}
      {...useControlProps()}
      {...rest}
      className={clsx(controlClass, 'h-9', mono && 'font-mono text-table', className)}
    />
  )
}

export function TextArea({ className, mono = false, ...rest }: ComponentProps<'textarea'> & Mono) {
  return (
    <BaseTextArea
      rows={4}
      {...(mono ? MACHINE_TEXT : {})}
      {...useControlProps()}
      {...rest}
      className={clsx(controlClass, 'min-h-20 py-2', mono && 'font-mono text-table', className)}
    />
  )
}

export type Option = { value: string; label: string; disabled?: boolean }

/** The platform's own select. Give `options`, or `option` elements as children. */
export function Select({ className, options, children, ...rest }: ComponentProps<'select'> & { options?: Option[] }) {
  return (
    <BaseSelect {...useControlProps()} {...rest} className={clsx(controlClass, 'h-9 pr-1', className)}>
      {options?.map(({ value, label, disabled }) => (
        <option key={value} value={value} disabled={disabled}>
          {label}
        </option>
      ))}
      {children}
    </BaseSelect>
  )
}

const MACHINE_TEXT = { spellCheck: false, autoCapitalize: 'none', autoCorrect: 'off' } as const

type CheckboxProps = Omit<ComponentProps<'input'>, 'type'> & { label: ReactNode; hint?: ReactNode }

export function Checkbox({ label, hint, className, ...rest }: CheckboxProps) {
  const id = useId()

  return (
    <div className={clsx('flex items-start gap-2.5', className)}>
      <BaseInput
        {...rest}
        id={id}
        type="checkbox"
        aria-describedby={hint ? `${id}-hint` : undefined}
        className="mt-0.5 size-4 shrink-0 accent-accent"
      />
      <div className="min-w-0">
        <label htmlFor={id}>{label}</label>
        {hint ? (
          <div id={`${id}-hint`} className="text-muted text-table">
            {hint}
          </div>
        ) : null}
      </div>
    </div>
  )
}

export type RadioOption = {
  value: string
  label: ReactNode
  description?: ReactNode
  badge?: ReactNode
  disabled?: boolean
}

type RadioCardsProps = {
  name: string
  options: RadioOption[]
  defaultValue?: string | undefined
  /** With `onChange`, the parent keeps the choice. */
  value?: string | undefined
  onChange?: (value: string) => void
  /** Needed outside a Field. */
  label?: string
  /** Cards side by side where there is room. */
  columns?: 1 | 2 | 3
}

const COLUMNS = { 1: '', 2: 'sm:grid-cols-2', 3: 'sm:grid-cols-3' }

/** One of a few, each with a sentence: radio buttons that look like cards. Use inside `<Field group>`. */
export function RadioCards({ name, options, defaultValue, value, onChange, label, columns = 1 }: RadioCardsProps) {
  const field = useField()

  return (
    <div
      role="radiogroup"
      aria-label={field ? undefined : label}
      aria-labelledby={field?.labelId}
      aria-describedby={field?.describedBy}
      aria-required={field?.required || undefined}
      className={clsx('grid gap-2', COLUMNS[columns])}
    >
      {options.map((option) => (
        <RadioCard
          key={option.value}
          option={option}
          input={{
            name,
            disabled: option.disabled,
            ...(value === undefined
              ? { defaultChecked: option.value === defaultValue }
              : { checked: option.value === value }),
            onChange: () => onChange?.(option.value),
          }}
        />
      ))}
    </div>
  )
}

function RadioCard({ option, input }: { option: RadioOption; input: ComponentProps<'input'> }) {
  const id = useId()

  return (
    <label className="flex items-start gap-2.5 rounded-lg border border-border bg-surface px-3 py-2.5 hover:border-control has-disabled:cursor-not-allowed has-checked:border-accent has-checked:bg-accent-soft has-focus-visible:outline-2 has-focus-visible:outline-accent has-focus-visible:outline-offset-2">
      <BaseInput
        {...input}
        type="radio"
        value={option.value}
        aria-labelledby={id}
        aria-describedby={option.description ? `${id}-about` : undefined}
        className="mt-0.5 size-4 shrink-0 accent-accent outline-none"
      />
      <span className="min-w-0">
        <span id={id} className="flex flex-wrap items-center gap-2 font-medium">
          {option.label}
          {option.badge}
        </span>
        {option.description ? (
          <span id={`${id}-about`} className="block text-muted text-table">
            {option.description}
          </span>
        ) : null}
      </span>
    </label>
  )
}
