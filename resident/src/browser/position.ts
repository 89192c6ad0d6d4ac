import { t } from './words.ts'

export interface Position {
  lng: number
  lat: number
  accuracy: number | null
}

/** The device's position (WGS-84), asked for only when somebody presses the button; throws words that say what to do instead. */
export function askPosition(): Promise<Position> {
  return new Promise((resolve, reject) => {
    if (!navigator.geolocation) return reject(new Error(t('browser.position.denied')))
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => resolve({ lng: coords.longitude, lat: coords.latitude, accuracy: Math.round(coords.accuracy) }),
      (error) =>
        reject(
          new Error(
            error.code === error.PERMISSION_DENIED ? t('browser.position.denied') : t('browser.position.failed'),
          ),
        ),
      { enableHighAccuracy: true, timeout: 15_000, maximumAge: 60_000 },
    )
  })
}
