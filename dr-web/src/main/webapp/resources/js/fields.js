/*
 * Says at each field that its value was refused, to the eye and to screen readers, whatever kind of field it is; and
 * after a press of a button goes to the first of them. Where the button itself was drawn anew meanwhile, or opened a
 * dialog that closes, the focus comes back to it, so that nobody who works with the keyboard begins again at the top of
 * the page.
 */
(function () {
  'use strict';

  /** The field of a message that says something: the first one beside it; null for none. */
  function fieldOf(message) {
    return message.textContent.trim() ? message.parentElement.querySelector('input:not([type=hidden]), select, textarea') : null;
  }

  function faulty(within) {
    return Array.prototype.map.call(within.querySelectorAll('.field > .ui-message'), function (message) {
      var field = fieldOf(message);
      if (field) {
        if (!/^(checkbox|radio)$/.test(field.type)) {
          field.setAttribute('aria-invalid', 'true');
        }
        field.setAttribute('aria-describedby', (message.querySelector('[id]') || message).id);
      }
      return field;
    }).filter(Boolean);
  }

  /**
   * To what opened the dialog, even where that was drawn anew meanwhile, or to the page. At once: PrimeFaces would do it a
   * moment later, and take the focus away from what a quick person has pressed since.
   */
  function giveBack() {
    var opener = this.focusedElementBeforeDialogOpened;
    if (!window.jQuery('.ui-dialog:visible').length) {
      (document.getElementById((opener || {}).id || 'main') || document.getElementById('main')).focus({ preventScroll: true });
    }
  }

  function begin() {
    faulty(document);
    if (!window.jQuery) {
      return;
    }
    window.PrimeFaces.widget.Dialog.prototype.returnFocus = giveBack;
    window.jQuery(document).on('pfAjaxComplete', function (event, request, settings, args) {
      var all = faulty(document);
      var data = settings.data instanceof FormData ? settings.data : new URLSearchParams(settings.data || '');
      var source = document.getElementById(data.get('jakarta.faces.source') || '');
      if (!source || !source.matches('button')) {
        return;
      }
      var first = args && (args.validationFailed || args.refused) && all.find(function (field) {
        return source.form && source.form.contains(field);
      });
      if (first) {
        first.focus();
      } else if (document.activeElement === document.body) {
        source.focus();
      }
    });
  }

  if (document.readyState === 'loading') {
    document.addEventListener('DOMContentLoaded', begin);
  } else {
    begin();
  }
})();
