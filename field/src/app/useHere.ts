import { useCallback, useRef, useState } from 'react'

/**
 * The phone's position, asked for once when somebody presses the button for it, and never else. It is not kept: who
 * wants it again presses again.
 */
export type Here = { lng: number; lat: number; accuracy: number }
export type HereState =
  | { kind: 'idle' }
  | { kind: 'asking' }
  | { kind: 'found'; here: Here }
  | { kind: 'failed'; why: 'denied' | 'unavailable' | 'timeout' }

const whys = { 1: 'denied', 2: 'unavailable', 3: 'timeout' } as const

export function useHere(): { state: HereState; ask(): Promise<Here | null>; reset(): void } {
  const [state, setState] = useState<HereState>({ kind: 'idle' })
  const asked = useRef(0)
  const ask = useCallback(async () => {
    const turn = ++asked.current
    setState({ kind: 'asking' })
    const next = await readPosition()
    if (turn !== asked.current) return null
    setState(next)
    return next.kind === 'found' ? next.here : null
  }, [])
  const reset = useCallback(() => {
    asked.current += 1
    setState({ kind: 'idle' })
  }, [])
  return { state, ask, reset }
}

function readPosition(): Promise<HereState> {
  return new Promise((resolve) => {
    if (!navigator.geolocation) return resolve({ kind: 'failed', why: 'unavailable' })
    navigator.geolocation.getCurrentPosition(
      ({ coords: { longitude, latitude, accuracy } }) =>
        resolve({ kind: 'found', here: { lng: longitude, lat: latitude, accuracy: Math.round(accuracy) } }),
      ({ code }) => resolve({ kind: 'failed', why: whys[code as 1 | 2 | 3] ?? 'unavailable' }),
      { enableHighAccuracy: true, timeout: 15_000, maximumAge: 5_000 },
    )
  })
}
