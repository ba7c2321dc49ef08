(function () {
  'use strict';
  var tip = document.getElementById('tip');
  var heat = new WeakMap();
  function cell(image, event) {
    if (!heat.has(image)) heat.set(image, JSON.parse(image.getAttribute('data-heat')));
    var data = heat.get(image), box = image.getBoundingClientRect();
    var i = Math.floor((event.clientY - box.top) / box.height * data.rows.length);
    var j = Math.floor((event.clientX - box.left) / box.width * data.columns.length);
    if (!data.rows[i] || !data.columns[j]) return '';
    return data.rows[i] + ', part ' + data.columns[j] + ': ' + data.values[i][j];
  }
  function show(event) {
    var at = event.target.closest ? event.target.closest('[data-t],[data-heat]') : null;
    var text = at ? at.getAttribute('data-t') || cell(at, event) : '';
    tip.hidden = !text;
    if (!text) return;
    tip.textContent = text;
    var x = Math.min(event.clientX + 14, window.innerWidth - tip.offsetWidth - 6);
    var y = event.clientY - tip.offsetHeight - 10;
    tip.style.left = Math.max(6, x) + 'px';
    tip.style.top = (y < 6 ? event.clientY + 18 : y) + 'px';
  }
  document.addEventListener('pointermove', show);
  document.addEventListener('pointerdown', show);
  document.addEventListener('scroll', function () { tip.hidden = true; }, true);
})();
