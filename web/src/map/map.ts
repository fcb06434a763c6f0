/** The map: the ground, the events on it, and what a click does. */

import {
  AttributionControl, Map as MapLibre, NavigationControl, Popup, ScaleControl, setWorkerUrl,
  type GeoJSONSource,
} from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url';
import 'maplibre-gl/dist/maplibre-gl.css';
import type { FeatureCollection } from 'geojson';
import { h } from '../dom';
import { capital, days } from '../format';
import type { Model } from '../model';
import type { Theme } from '../palette';
import type { View } from '../state';
import type { EventRow, Point } from '../types';
import { farGround, NEAR_ZOOM, nearGround, style, type Ground } from './basemap';
import { donut, DONUT_SUMS } from './donut';
import { bounds, drawn, NOTHING, type Drawn } from './features';
import { addIcons } from './icons';
import { CHOOSABLE, eventLayers } from './layers';

setWorkerUrl(workerUrl);

/** Up to this zoom events that lie close together are drawn as one disc with their number. */
const CLUSTER_ZOOM = 5;
/**
 * Zoom at which one event is looked at, unless the map is nearer already: beside the panel some 450
 * kilometres are seen, so that borders, rivers and neighbouring events tell where it is.
 */
const NEAR = 6.5;
/** Nearest zoom at which all events are shown together. */
const FIT = 9;
/** Zoom from which the country in the middle is named: its own name mostly lies out of sight. */
const NAME_COUNTRY = 5;

const ATTRIBUTION =
  'Borders and waters: Natural Earth, lines of fact, not a judgement on any claim';

interface Doors {
  model: Model;
  choose: (event: string) => void;
  moved: (view: View) => void;
}

export class EventMap {
  private readonly map: MapLibre;
  private readonly popup = new Popup({
    closeButton: false, closeOnClick: false, offset: 14, maxWidth: '280px',
  });
  private ground: Partial<Ground> = {};
  /** What was asked for of the ground, and what has come. */
  private readonly asked = { far: false, near: false };
  private readonly come = { far: false, near: false };
  private drawn: Drawn = NOTHING;
  private ready = false;
  private chosen: string | null = null;
  /** The country in the middle of the map, for near views. */
  private readonly country = h('div', { class: 'map-country', 'aria-hidden': 'true' });
  private readonly still = matchMedia('(prefers-reduced-motion: reduce)');

  constructor(
    box: HTMLElement,
    private theme: Theme,
    view: View | null,
    private readonly doors: Doors,
  ) {
    this.map = new MapLibre({
      container: box,
      style: style(theme),
      center: view ? [view.lon, view.lat] : [30, 20],
      zoom: view?.zoom ?? 1.6,
      maxZoom: 13,
      attributionControl: false,
      fadeDuration: this.still.matches ? 0 : 250,
      dragRotate: false,
      pitchWithRotate: false,
      touchPitch: false,
    });
    this.map.touchZoomRotate.disableRotation();
    this.map.addControl(new NavigationControl({ showCompass: false }), 'top-right');
    this.map.addControl(new ScaleControl({ unit: 'metric' }), 'bottom-left');
    this.map.addControl(
      new AttributionControl({ compact: false, customAttribution: ATTRIBUTION }),
      'bottom-right',
    );
    this.map.on('style.load', () => this.furnish());
    this.map.on('moveend', () => this.tellView());
    this.map.setMissingStyleImageResolver((name) => this.addDonut(name));
    // For tests and for whoever waits for a picture: the map has drawn all that it has.
    this.map.on('idle', () => {
      this.tellCountry();
      this.tellIdle(box);
    });
    box.append(this.country);
    this.listen();
    this.map.on('zoomend', () => void this.load());
    void this.load();
  }

  /** Draws these events. */
  show(events: readonly EventRow[]): void {
    this.drawn = drawn(events, (event) => this.doors.model.family(event.happening));
    this.refill();
  }

  /** Moves so that all drawn events are seen. */
  fit(): void {
    const box = bounds(this.drawn);
    if (box) this.map.fitBounds(box, { padding: 60, maxZoom: FIT, animate: !this.still.matches });
  }

  /** Marks one event, and moves to it if it lies outside of what is seen. */
  choose(event: EventRow | null): void {
    this.chosen = event?.id ?? null;
    if (this.ready) this.mark();
    const at = event?.place?.precision === 'country' ? undefined : event?.place?.place.point;
    if (at) this.look(at);
  }

  /** Moves to a place if it lies outside of what is seen, or too far away to be told apart. */
  look(at: Point): void {
    const apart = this.map.getZoom() > CLUSTER_ZOOM + 1;
    const covered = this.covered();
    if (apart && this.sees(at, covered)) return;
    const zoom = apart ? this.map.getZoom() : NEAR;
    // The ground of the near view is fetched while the map still moves there.
    void this.load(zoom);
    const offset: [number, number] = [-covered / 2, 0];
    this.map.easeTo({ center: [at.lon, at.lat], zoom, offset, animate: !this.still.matches });
  }

  /** Pixels at the right of the map that the panel lies over, where it does not stand beside it. */
  private covered(): number {
    const box = this.map.getContainer().getBoundingClientRect();
    const panel = document.getElementById('panel')?.getBoundingClientRect();
    const over = panel && panel.width > 0 ? Math.max(0, box.right - panel.left) : 0;
    return over < box.width ? over : 0;
  }

  private sees({ lat, lon }: Point, covered: number): boolean {
    const { x, y } = this.map.project([lon, lat]);
    const { clientWidth, clientHeight } = this.map.getContainer();
    return x >= 0 && x <= clientWidth - covered && y >= 0 && y <= clientHeight;
  }

  setTheme(theme: Theme): void {
    if (theme === this.theme) return;
    this.theme = theme;
    this.ready = false;
    this.map.setStyle(style(theme), { diff: false });
  }

  resize(): void {
    this.map.resize();
  }

  /** Loads what the zoom needs of the ground, once. */
  private async load(zoom = this.map.getZoom()): Promise<void> {
    const parts = zoom < NEAR_ZOOM ? (['far'] as const) : (['far', 'near'] as const);
    for (const part of parts) {
      if (this.asked[part]) continue;
      this.asked[part] = true;
      try {
        const loaded = await (part === 'far' ? farGround() : nearGround());
        this.ground = { ...this.ground, ...loaded };
        this.come[part] = true;
        if (this.ready) this.put(loaded);
      } catch (error) {
        console.error('the ground of the map cannot be loaded', error);
      }
    }
  }

  private furnish(): void {
    const { map } = this;
    addIcons(map, this.theme, this.doors.model.ontology.families.length);
    map.addSource('events', {
      type: 'geojson',
      data: NOTHING.events,
      cluster: true,
      clusterMaxZoom: CLUSTER_ZOOM,
      clusterRadius: 30,
      clusterMinPoints: 2,
      clusterProperties: DONUT_SUMS,
    });
    for (const name of ['stretches', 'circles', 'places']) {
      map.addSource(name, { type: 'geojson', data: NOTHING.events });
    }
    for (const layer of eventLayers(this.theme)) map.addLayer(layer);
    this.ready = true;
    this.put({ ...this.ground, ...this.drawn });
    this.mark();
  }

  private addDonut(name: string): void {
    const made = donut(name, this.theme);
    if (made && !this.map.hasImage(name)) {
      this.map.addImage(name, made.image, { pixelRatio: made.pixelRatio });
    }
  }

  private refill(): void {
    if (this.ready) this.put({ ...this.drawn });
  }

  private put(sources: Record<string, FeatureCollection>): void {
    for (const [name, data] of Object.entries(sources)) {
      void this.map.getSource<GeoJSONSource>(name)?.setData(data);
    }
  }

  private mark(): void {
    for (const layer of ['chosen', 'chosen-stretch']) {
      this.map.setFilter(layer, ['==', ['get', 'id'], this.chosen ?? '']);
    }
  }

  private listen(): void {
    const { map } = this;
    for (const layer of CHOOSABLE) {
      map.on('mousemove', layer, ({ features, lngLat }) => {
        this.hint(features?.[0]?.properties['id'], lngLat);
      });
      map.on('mouseleave', layer, () => this.unhint());
      map.on('click', layer, ({ features }) => {
        const id: unknown = features?.[0]?.properties['id'];
        if (typeof id === 'string') this.doors.choose(id);
      });
    }
    map.on('click', 'clusters', ({ lngLat }) => {
      map.easeTo({ center: lngLat, zoom: map.getZoom() + 2.2, animate: !this.still.matches });
    });
    map.on('mouseenter', 'clusters', () => this.cursor('pointer'));
    map.on('mouseleave', 'clusters', () => this.cursor(''));
  }

  private hint(id: unknown, at: { lng: number; lat: number }): void {
    const event = typeof id === 'string' ? this.doors.model.event(id) : undefined;
    if (!event) return;
    this.cursor('pointer');
    const text = `${days(event.start, event.end, event.precision)} · ${capital(event.summary)}`;
    this.popup.setLngLat(at).setText(text).addTo(this.map);
  }

  private unhint(): void {
    this.cursor('');
    this.popup.remove();
  }

  private cursor(shape: string): void {
    this.map.getCanvas().style.cursor = shape;
  }

  private tellCountry(): void {
    const { map } = this;
    const near = this.ready && map.getZoom() >= NAME_COUNTRY;
    const middle = near ? map.queryRenderedFeatures(map.project(map.getCenter()), { layers: ['land'] }) : [];
    const name: unknown = middle[0]?.properties['name'];
    this.country.textContent = typeof name === 'string' ? name : '';
  }

  private tellIdle(box: HTMLElement): void {
    const near = this.map.getZoom() >= NEAR_ZOOM;
    if (this.ready && (near ? this.come.near : this.come.far)) box.dataset['idle'] = this.theme;
    else delete box.dataset['idle'];
  }

  private tellView(): void {
    const { lat, lng } = this.map.getCenter();
    this.doors.moved({ lat, lon: lng, zoom: this.map.getZoom() });
  }
}
