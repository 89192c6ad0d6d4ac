import type { ButtonHTMLAttributes, ReactNode } from 'react'
import { Icon, type IconName } from './icons.tsx'
import './Button.css'

/** A button a finger can hit (44 px). `busy` keeps its width and tells screen readers; what is typed stays clickable elsewhere. */
export type ButtonProps = ButtonHTMLAttributes<HTMLButtonElement> & {
  kind?: 'primary' | 'plain' | 'quiet' | 'danger'
  icon?: IconName
  busy?: boolean
  wide?: boolean
  children?: ReactNode
}

export function Button({
  kind = 'plain',
  icon,
  busy = false,
  wide = false,
  children,
  className,
  ...rest
}: ButtonProps) {
  const names = [
    'll-button',
    `ll-button-${kind}`,
    wide ? 'll-button-wide' : '',
    busy ? 'll-button-busy' : '',
    className,
  ]
  return (
    <button
      type="button"
      {...rest}
      className={names.filter(Boolean).join(' ')}
      aria-busy={busy || undefined}
      disabled={rest.disabled || busy}
    >
      {icon && <Icon name={icon} />}
      {children}
    </button>
  )
}

/** A round button that shows only an icon; its name is spoken and shown on hovering. */
export function IconButton({
  icon,
  label,
  ...rest
}: Omit<ButtonProps, 'children'> & { icon: IconName; label: string }) {
  return <Button {...rest} kind={rest.kind ?? 'quiet'} icon={icon} aria-label={label} title={label} />
}
